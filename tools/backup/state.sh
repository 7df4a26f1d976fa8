# shellcheck shell=bash
# What is known of each client: a directory with the times of the last backup and of the last verified one.
#   backup        time of the last backup
#   verified      time of verification, time of the backup and its id, a line each, the last one last
#   failure       kind, how many in a row, time of the last, reason

recording() { # recording KIND COMMAND…: what goes wrong is shown, and kept for the status
  local status=0
  FILES=$STATE/clients/$CLIENT
  mkdir -p "$FILES"
  set +e
  (set -e; "${@:2}") 2>"$STATE/errors"
  status=$?
  set -e
  cat "$STATE/errors" >&2
  if ((status == 0)); then
    succeeded "$1"
  else
    failed "$1"
  fi
  return "$status"
}

succeeded() { # succeeded KIND
  rm -f "$FILES/failure.$1"
  if [[ $1 == backup ]]; then date +%s >"$FILES/backup"; fi
}

failed() { # failed KIND
  local failures=0
  if [[ -e $FILES/failure.$1 ]]; then IFS=$TAB read -r failures _ <"$FILES/failure.$1"; fi
  printf '%s\t%s\t%s\n' "$((failures + 1))" "$(date +%s)" "$(last_words "$(<"$STATE/errors")")" >"$FILES/failure.$1"
}

remember_verified() { # remember_verified SNAPSHOT
  touch "$FILES/verified"
  { tail -n 99 "$FILES/verified"; printf '%s\t%s\n' "$(date +%s)" "$1"; } >"$FILES/verified.new"
  mv "$FILES/verified.new" "$FILES/verified"
}
