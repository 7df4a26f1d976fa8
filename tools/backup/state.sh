# shellcheck shell=bash
# What is known of each client: a directory with the times of the last backup and of the last verified one.
#   backup        time of the last backup: when it began, for what was written later is not in it
#   database      time, snapshot: the last backup of its database; volumes: of its files
#   server        the server whose backups follow those before
#   verified      time of the verification, snapshot, time of the oldest backup verified then: a line for each, the last one last
#   failure.KIND  how many in a row, time of the last, reason
#   large         its dump is no file of the spool

# What a job that has gone wrong has said; of what is done beside it, elsewhere.
ERRORS=$STATE/errors

# A kill leaves what was there before, or what is there from now on.
put() { # put FILE FORMAT [WORD…]
  # shellcheck disable=SC2059
  printf "${@:2}" >"$1.new" && mv "$1.new" "$1"
}

# What goes wrong is shown, kept for the status, and ends nothing else: is_failed tells afterwards. In a condition, COMMAND
# would not end at its first error.
attempt() { # attempt KIND COMMAND…: for the client that is used
  local status=0
  set +e
  (set -e; "${@:2}") 2>"$ERRORS"
  status=$?
  set -e
  if [[ -s $ERRORS ]]; then cat "$ERRORS" >&2; fi
  if ((status)); then failed "$1"; fi
}

succeeded() { # succeeded KIND [TIME]
  rm -f "$FILES/failure.$1"
  if [[ $1 == backup ]]; then put "$FILES/backup" '%s\n' "$2"; fi
}

failed() { # failed KIND
  touch "$STATE/failed/$CLIENT"
  count_failure "$FILES/failure.$1" "$ERRORS"
}

count_failure() { # count_failure FILE WORDS: for what that file says
  local failures=0
  if [[ -e $1 ]]; then IFS=$TAB read -r failures _ <"$1"; fi
  put "$1" '%s\t%s\t%s\n' "$((failures + 1))" "$EPOCHSECONDS" "$(last_words "$(<"$2")")"
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

give_up() { # give_up KIND CLIENT…: for what $ERRORS has
  all_failed "$@"
  cat "$ERRORS" >&2
  exit 1
}

remember() { # remember database|volumes SNAPSHOT TIME
  put "$FILES/$1" '%s\t%s\n' "$3" "$2"
}

recalled() { # recalled database|volumes: its snapshot
  local id=''
  if [[ -e $FILES/$1 ]]; then IFS=$TAB read -r _ id <"$FILES/$1"; fi
  printf '%s' "$id"
}

taken() { # taken database|volumes: when
  local time
  IFS=$TAB read -r time _ <"$FILES/$1"
  printf '%s' "$time"
}

remember_verified() { # remember_verified TIME SNAPSHOT…: as the client was then
  touch "$FILES/verified"
  { tail -n 199 "$FILES/verified"; printf "$EPOCHSECONDS\t%s\t$1\n" "${@:2}"; } >"$FILES/verified.new"
  mv "$FILES/verified.new" "$FILES/verified"
}
