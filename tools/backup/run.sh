# shellcheck shell=bash
# What is due when. Each job is a process of its own, so one that fails holds up no other.

readonly WAKE_SECONDS=60 FIRST_RETRY_SECONDS=600

run() {
  trap 'kill $(jobs -p) 2>/dev/null; exit 0' TERM INT
  forget_other_repository
  await_repository
  # Left by one that was killed.
  in_turn unlock
  while :; do
    for_each back_up_when_due
    for_each verify_when_due
    prune_when_due
    sleep "$WAKE_SECONDS" &
    wait $! || true
  done
}

# What was made elsewhere is no backup here.
forget_other_repository() {
  if [[ -e $STATE/repository && $(<"$STATE/repository") != "$RESTIC_REPOSITORY" ]]; then
    rm -rf "${STATE:?}/clients" "$STATE/repository"
  fi
}

# Another server's container may be about to make it. What is wrong with it after a minute is every client's failure.
await_repository() {
  for _ in {1..20}; do
    if "$LIBRARY/backup" open </dev/null; then return; fi
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

back_up_when_due() {
  age backup
  if is_waiting backup || ((AGE < EVERY * 3600 - WAKE_SECONDS)); then return; fi
  in_turn now "$NAME"
}

verify_when_due() {
  if has_database && [[ -e $STATE/clients/$CLIENT/backup ]] && ! is_waiting verification && is_verification_due; then
    in_turn verify "$NAME"
    in_turn expire "$NAME"
  fi
}

# Never before, or not since the hour of today's.
is_verification_due() {
  local now=$EPOCHSECONDS hour
  hour=$((now - now % 86400 + $(<"$SETTINGS/verify-hour") * 3600))
  if ((hour > now)); then hour=$((hour - 86400)); fi
  age verified
  ((AGE > now - hour))
}

prune_when_due() {
  if [[ ! -e $STATE/expired ]]; then return; fi
  in_turn prune
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

# KEEP is like 24h7d4w12m. Nothing is deleted before the next prune.
expire() { # expire CLIENT
  use_client "$1"
  local options=() count
  while [[ $KEEP =~ ^([0-9]+)([hdwm])(.*)$ ]]; do
    count=${BASH_REMATCH[1]}
    case ${BASH_REMATCH[2]} in
      h) options+=(--keep-hourly "$count") ;;
      d) options+=(--keep-daily "$count") ;;
      w) options+=(--keep-weekly "$count") ;;
      m) options+=(--keep-monthly "$count") ;;
    esac
    KEEP=${BASH_REMATCH[3]}
  done
  local kind
  for kind in database volumes; do
    restic_ forget --quiet --group-by '' --tag "client:$CLIENT,kind:$kind" "${options[@]}"
  done
  touch "$STATE/expired"
}

prune() {
  restic_ prune --quiet --max-unused 10%
  rm -f "$STATE/expired"
}
