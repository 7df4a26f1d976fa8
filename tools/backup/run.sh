# shellcheck shell=bash
# What is due when. Each job is a process of its own, so one that fails holds up no other.

readonly WAKE_SECONDS=60 FIRST_RETRY_SECONDS=600

run() {
  local words
  trap 'kill $(jobs -p) 2>/dev/null; exit 0' TERM INT
  rm -rf "$SPOOL" "$LISTS"
  forget_other_repository
  await_repository
  while :; do
    for_due is_backup_due now
    for_due is_verification_due verify
    if [[ -e $STATE/verified ]]; then in_turn expire; fi
    if [[ -e $STATE/expired ]]; then in_turn prune; fi
    if [[ -e $STATE/erase ]]; then
      read -ra words <"$STATE/erase"
      in_turn erase "${words[@]}"
    fi
    sleep "$WAKE_SECONDS" &
    wait $! || true
  done
}

for_due() { # for_due QUESTION COMMAND: all for whom the answer is yes, at once
  DUE=()
  for_each "$1"
  if ((${#DUE[@]})); then in_turn "$2" "${DUE[@]}"; fi
}

# What was made elsewhere is no backup here.
forget_other_repository() {
  if [[ -e $STATE/repository && $(<"$STATE/repository") != "$RESTIC_REPOSITORY" ]]; then
    rm -rf "${STATE:?}/clients" "$STATE/repository"
  fi
}

# Another server's container may be about to make it. What is wrong with it after a minute is every client's failure.
await_repository() {
  local deadline=$((SECONDS + WAKE_SECONDS))
  while ! "$LIBRARY/backup" open </dev/null && ((SECONDS < deadline)); do
    sleep 3 &
    wait $! || true
  done
}

for_each() { # for_each COMMAND: with CLIENT and the rest set; what is set aside is due at no hour
  while IFS=$TAB read -r -u 8 NAME CLIENT ROLE DATABASE EVERY KEEP; do
    if ((EVERY)); then "$1"; fi
  done 8<"$SETTINGS/clients"
}

in_turn() { # in_turn COMMAND [CLIENT]: ends when the container is stopped
  "$LIBRARY/backup" "$@" </dev/null &
  wait $! || true
}

is_backup_due() {
  age backup
  if ! is_waiting backup && ((AGE >= EVERY * 3600 - WAKE_SECONDS)); then DUE+=("$NAME"); fi
}

# Never before, or not since the hour of today's.
is_verification_due() {
  local now=$EPOCHSECONDS hour
  if [[ ! -e $STATE/clients/$CLIENT/database && ! -e $STATE/clients/$CLIENT/volumes ]] || is_waiting verification; then return; fi
  hour=$((now - now % 86400 + $(<"$SETTINGS/verify-hour") * 3600))
  if ((hour > now)); then hour=$((hour - 86400)); fi
  age verified
  if ((AGE > now - hour)); then DUE+=("$NAME"); fi
}

# Twice as long after each failure, up to the time between two backups.
is_waiting() { # is_waiting KIND
  local failures at _ seconds=$FIRST_RETRY_SECONDS
  [[ -e $STATE/clients/$CLIENT/failure.$1 ]] || return 1
  IFS=$TAB read -r failures at _ <"$STATE/clients/$CLIENT/failure.$1"
  while ((--failures > 0 && seconds < EVERY * 3600)); do seconds=$((seconds * 2)); done
  ((at + seconds > EPOCHSECONDS))
}

# Of the last line's first column, in seconds; of what never was, forever. Starts no process, for it is asked each minute.
age() { # age backup|verified: sets AGE
  local file=$STATE/clients/$CLIENT/$1 time=0 line
  if [[ -e $file ]]; then while IFS=$TAB read -r line _; do time=$line; done <"$file"; fi
  AGE=$((EPOCHSECONDS - time))
}
