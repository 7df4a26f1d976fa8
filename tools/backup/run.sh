# shellcheck shell=bash
# What is due when. Each job is a process of its own, so one that fails holds up no other.

readonly WAKE_SECONDS=60 FIRST_RETRY_SECONDS=600
# So far may a clock be set back without a word.
readonly CLOCK_SECONDS=60
# No job takes longer, whatever it waits for.
JOB_SECONDS=${JOB_SECONDS:-172800}

run() {
  local words
  trap 'kill $(jobs -p) 2>/dev/null; exit 0' TERM INT
  rm -rf "$SPOOL" "$LISTS"
  forget_other_repository
  await_repository
  while :; do
    for_due is_backup_due backup now
    for_due is_verification_due verification nightly
    housekeep verified expire
    housekeep expired prune
    if [[ -e $STATE/erase ]]; then
      read -ra words <"$STATE/erase"
      housekeep erase "${words[@]}"
    fi
    sleep "$WAKE_SECONDS" &
    wait $! || true
  done
}

for_due() { # for_due QUESTION KIND COMMAND: all for whom the answer is yes, at once
  DUE=()
  for_each "$1"
  if ((${#DUE[@]} == 0)); then return; fi
  in_turn "$3" "${DUE[@]}"
  if ! is_ended; then return; fi
  DUE=()
  for_each "$1"
  mkdir -p "$STATE/failed"
  all_failed "$2" "${DUE[@]}"
}

# What the repository needs, and no client: its failures are a line of the status.
housekeep() { # housekeep MARK COMMAND [ARGUMENT…]: where the mark is, which the command removes
  local failure=$STATE/failure.$2
  if [[ ! -e $STATE/$1 ]]; then
    if [[ -e $failure ]]; then rm "$failure"; fi
  elif ! is_waiting_for "$failure" 86400; then
    in_turn "${@:2}" 2>"$STATE/said"
    cat "$STATE/said" >&2
    if ((STATUS)); then count_failure "$failure" "$STATE/said"; else rm -f "$failure"; fi
  fi
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
  done 8<"$CLIENTS"
}

in_turn() { # in_turn COMMAND [CLIENT…]: ends when the container is stopped. Sets STATUS
  STATUS=0
  timeout --kill-after=60 "$JOB_SECONDS" "$LIBRARY/backup" "$@" </dev/null &
  wait $! || STATUS=$?
}

is_ended() { # whether the last job took too long; then that is what went wrong
  ((STATUS == TIMED_OUT || STATUS == KILLED)) || return
  echo "it was ended after $((JOB_SECONDS / 3600)) hours, or killed" >"$ERRORS"
}

# Also before the verification of the day, so that what is verified is new.
is_backup_due() {
  if is_waiting backup; then return; fi
  age backup
  since_hour
  if ((AGE >= EVERY * 3600 - WAKE_SECONDS || (AGE >= SINCE && AGE >= 3600))); then DUE+=("$NAME"); fi
}

is_backup_of_any_due() {
  local DUE=()
  for_each is_backup_due
  ((${#DUE[@]}))
}

# Never before, or not since the hour of today's.
is_verification_due() {
  if [[ ! -e $STATE/clients/$CLIENT/database && ! -e $STATE/clients/$CLIENT/volumes ]] || is_waiting verification; then return; fi
  age verified
  since_hour
  if ((AGE > SINCE)); then DUE+=("$NAME"); fi
}

since_hour() { # sets SINCE to the seconds since it was the hour of the verification
  local hour
  read -r hour <"$SETTINGS/verify-hour"
  SINCE=$(((EPOCHSECONDS + (24 - hour) * 3600) % 86400))
}

# Twice as long after each failure, up to the time between two backups.
is_waiting() { is_waiting_for "$STATE/clients/$CLIENT/failure.$1" "$((EVERY * 3600))"; } # is_waiting KIND

is_waiting_for() { # is_waiting_for FILE SECONDS: of failures, until so long after the last
  local failures at _ seconds=$FIRST_RETRY_SECONDS
  [[ -e $1 ]] || return
  IFS=$TAB read -r failures at _ <"$1"
  while ((--failures > 0 && seconds < $2)); do seconds=$((seconds * 2)); done
  ((at <= EPOCHSECONDS && at + seconds > EPOCHSECONDS))
}

# Of the last line, in seconds: of its first column, when something was done, and of its third, how old that is. Of what never
# was, forever, and so of what was in the future, while the clock was wrong. Starts no process, for it is asked each minute.
age() { # age backup|verified: sets AGE and AGE_OF_DATA
  local file=$STATE/clients/$CLIENT/$1 time=0 taken='' line of
  if [[ -e $file ]]; then while IFS=$TAB read -r line _ of; do time=$line taken=$of; done <"$file"; fi
  if ((time > EPOCHSECONDS + CLOCK_SECONDS)); then time=0; fi
  taken=${taken:-$time}
  if ((taken > time)); then taken=0; fi
  AGE=$((time > EPOCHSECONDS ? 0 : EPOCHSECONDS - time))
  AGE_OF_DATA=$((AGE + time - taken))
}
