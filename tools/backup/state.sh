# shellcheck shell=bash
# What is known of each client: a directory with the times of the last backup and of the last verified one.
#   backup        time of the last backup
#   database      time, snapshot: the last backup of its database; volumes: of its files
#   server        the server whose backups follow those before
#   verified      time, snapshot: a line for each that was verified, the last one last
#   failure.KIND  how many in a row, time of the last, reason
#   large         its dump is no file of the spool

# What goes wrong is shown, kept for the status, and ends nothing else: is_failed tells afterwards. In a condition, COMMAND
# would not end at its first error.
attempt() { # attempt KIND COMMAND…: for the client that is used
  local status=0
  set +e
  (set -e; "${@:2}") 2>"$STATE/errors"
  status=$?
  set -e
  cat "$STATE/errors" >&2
  if ((status)); then failed "$1"; fi
}

succeeded() { # succeeded KIND
  rm -f "$FILES/failure.$1"
  if [[ $1 == backup ]]; then date +%s >"$FILES/backup"; fi
}

failed() { # failed KIND
  local failures=0
  touch "$STATE/failed/$CLIENT"
  if [[ -e $FILES/failure.$1 ]]; then IFS=$TAB read -r failures _ <"$FILES/failure.$1"; fi
  printf '%s\t%s\t%s\n' "$((failures + 1))" "$(date +%s)" "$(last_words "$(<"$STATE/errors")")" >"$FILES/failure.$1"
}

is_failed() { [[ -e $STATE/failed/$CLIENT ]]; } # in this job

none_failed() { [[ -z $(ls -A "$STATE/failed") ]]; }

all_failed() { # all_failed KIND CLIENT…
  local name
  for name in "${@:2}"; do
    use_client "$name"
    failed "$1"
  done
}

give_up() { # give_up KIND CLIENT…: for what $STATE/errors has
  all_failed "$@"
  cat "$STATE/errors" >&2
  exit 1
}

remember() { # remember database|volumes SNAPSHOT [TIME]
  printf '%s\t%s\n' "${3:-$EPOCHSECONDS}" "$2" >"$FILES/$1"
}

recalled() { # recalled database|volumes: its snapshot
  local id=''
  if [[ -e $FILES/$1 ]]; then IFS=$TAB read -r _ id <"$FILES/$1"; fi
  printf '%s' "$id"
}

remember_verified() { # remember_verified SNAPSHOT…
  touch "$FILES/verified"
  { tail -n 199 "$FILES/verified"; printf "$EPOCHSECONDS\t%s\n" "$@"; } >"$FILES/verified.new"
  mv "$FILES/verified.new" "$FILES/verified"
}
