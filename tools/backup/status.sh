# shellcheck shell=bash
# What ./hosting status and the container's health say: from files alone, without opening the repository. Both ages are those
# of what is in a backup, not of the job that made or verified it.

readonly VERIFIED_SECONDS=$((30 * 3600))
# The age of what was never there is all the time since 1970, of which seconds may pass while it is looked at.
readonly NEVER_SECONDS=1000000000

status() {
  printf 'repository\t%s\t%s\n' "$(shown_repository)" "$(unsafe)"
  for_each status_line
  housekeeping expire 'letting go of old backups'
  housekeeping prune 'making room in the repository'
  housekeeping erase 'taking out who was forgotten'
}

# A directory of the host where nothing is mounted is on its own disk, as the state is.
unsafe() {
  if [[ -s $SETTINGS/unsafe ]]; then
    cat "$SETTINGS/unsafe"
  elif is_local && [[ $(stat --format %d "$RESTIC_REPOSITORY" 2>/dev/null) == "$(stat --format %d "$STATE")" ]]; then
    echo "on this host's own disk"
  else
    echo -
  fi
}

# No client is called backups.
housekeeping() { # housekeeping COMMAND WHAT: a line when it fails
  local failures reason colour=yellow
  if [[ ! -e $STATE/failure.$1 ]]; then return; fi
  IFS=$TAB read -r failures _ reason <"$STATE/failure.$1"
  if ((failures > 1)); then colour=red; fi
  printf 'backups\t%s\t-\t-\t%s\n' "$colour" "$2 has failed $(times "$failures"): $reason"
}

times() { if (($1 == 1)); then echo once; else echo "$1 times"; fi; } # times NUMBER

status_line() {
  local backup verified
  age backup
  backup=$AGE
  age verified
  verified=$AGE_OF_DATA
  judge "$backup" "$verified"
  printf '%s\t%s\t%s\t%s\t%s\n' "$NAME" "$COLOUR" "$(shown_age "$backup")" "$(shown_age "$verified")" "${PROBLEM:--}"
}

judge() { # judge BACKUP_AGE VERIFIED_AGE: sets COLOUR and PROBLEM
  local known=$((EPOCHSECONDS - $(stat -c %Y "$CLIENTS")))
  COLOUR=green PROBLEM=''
  judge_age backup "$1" $((EVERY * 2 * 3600 + 1800)) 'no backup' 'the last backup is too old'
  judge_age verification "$2" "$VERIFIED_SECONDS" 'none was verified' 'the last verified backup is too old'
}

judge_age() { # judge_age KIND AGE LIMIT NONE TOO_OLD
  local failures=0 reason=''
  if [[ -e $STATE/clients/$CLIENT/failure.$1 ]]; then IFS=$TAB read -r failures _ reason <"$STATE/clients/$CLIENT/failure.$1"; fi
  if (($2 >= NEVER_SECONDS)); then
    worse "$(if ((known > $3)); then echo red; else echo yellow; fi)" "$4 yet"
  elif (($2 > $3)); then
    worse red "$5"
  fi
  if ((failures > 1)); then worse red "$failures $1s failed, last: $reason"; fi
  if ((failures == 1)); then worse yellow "a $1 failed: $reason"; fi
}

worse() { # worse COLOUR PROBLEM
  if [[ $COLOUR != red ]]; then COLOUR=$1; fi
  PROBLEM=${PROBLEM:+$PROBLEM; }$2
}

shown_age() { # shown_age SECONDS
  if (($1 >= NEVER_SECONDS)); then
    echo -
  elif (($1 < 7200)); then
    echo "$(($1 / 60)) min"
  elif (($1 < 172800)); then
    echo "$(($1 / 3600)) h"
  else
    echo "$(($1 / 86400)) d"
  fi
}

health() {
  local lines
  lines=$(set -e; status)
  if grep "$TAB""red$TAB" <<<"$lines"; then return 1; fi
}
