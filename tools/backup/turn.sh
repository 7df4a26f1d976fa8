# shellcheck shell=bash
# One job at a time: the container's own, or one that a person has asked for. What a job has started holds the lock with it,
# also once the job was killed: two must not be at the same database.

# A job waits so long for another, and says so often what for.
WAIT_SECONDS=${WAIT_SECONDS:-3600} SAY_SECONDS=${SAY_SECONDS:-60}

exclusively() {
  mkdir -p "$STATE"
  exec {LOCK}>"$STATE/lock"
  if ! flock --nonblock "$LOCK"; then await_turn; fi
  rm -rf "$STATE/failed"
  mkdir "$STATE/failed"
  works_on "${*:1:2}"
  "$@"
}

await_turn() {
  local began=$SECONDS awaited
  exec {awaited}>"$STATE/awaited"
  flock --shared "$awaited"
  while
    say_wait
    ! flock --timeout "$SAY_SECONDS" "$LOCK"
  do
    if ((SECONDS - began >= WAIT_SECONDS)); then fail "gave up after $(((SECONDS - began) / 60)) min; nothing was done"; fi
  done
  exec {awaited}>&-
}

say_wait() {
  echo "waiting, $(((SECONDS - began) / 60)) min of at most $((WAIT_SECONDS / 60)), for the job that runs: $(cat "$STATE/job" 2>/dev/null)" >&2
}

is_awaited() { ! flock --nonblock "$STATE/awaited" true; }

works_on() { # works_on WHAT [THEN]
  put "$STATE/job" '%s since %s%s\n' "$1" "$(date -u +%H:%M)" "${2:-}"
}
