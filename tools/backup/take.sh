# shellcheck shell=bash
# Takes a backup: of the database as a stream that restic reads, of the volumes as files.

# How restic ends when it is told to stop.
readonly STOPPED=143 INTERRUPTED=130

back_up() { # back_up CLIENT
  use_client "$1"
  recording backup take_backup
}

take_backup() {
  if has_database; then back_up_database; fi
  if has_volumes; then back_up_volumes; fi
}

back_up_database() {
  become_worker
  opening dump_into_restic
  leave_worker
}

# Restic reads a pipe that stays open until the dump has ended well, and is stopped before it is closed when it has not:
# what is broken off must never look whole. If restic ran the dump itself, a full disk would have both wait forever.
dump_into_restic() {
  local restic
  rm -f "$WORKER/pipe"
  mkfifo "$WORKER/pipe"
  restic_options
  restic "${OPTIONS[@]}" backup --quiet --tag "client:$CLIENT,kind:database" --host "$PGHOST" \
    --stdin --stdin-filename "$CLIENT.backup" <"$WORKER/pipe" &
  restic=$!
  exec 7>"$WORKER/pipe"
  if "$LIBRARY/backup" dump "$NAME" >&7 2>"$WORKER/errors"; then
    exec 7>&-
    wait "$restic"
  else
    broken_off "$restic"
  fi
}

broken_off() { # broken_off PID: fails with restic's status and words, or else with those of the dump
  local status=0
  kill "$1" 2>/dev/null || true
  wait "$1" || status=$?
  if ((status == STOPPED || status == INTERRUPTED)); then cat "$WORKER/errors" >&2; fi
  return "$((status ? status : 1))"
}

back_up_volumes() {
  opening restic_ backup --quiet --tag "client:$CLIENT,kind:volumes" --host "$PGHOST" "$VOLUMES/$CLIENT"
}

# The description, an empty line, the dump; with the worker that was made before.
dump() { # dump CLIENT
  use_client "$1"
  as_worker sql "$DATABASE" --set=client="$CLIENT" --set=role="$ROLE" --set=header="$WORKER/header" \
    --set=has_check="$(has_check)" --set=check="$(check_file)" --set=checked="$WORKER/checked" --file="$LIBRARY/dump.sql"
  # Before version 16, psql does not tell how a program that it ran has ended.
  [[ -e $WORKER/complete ]]
}

check_file() { printf '%s' "$SETTINGS/checks/$CLIENT.sql"; }

has_check() { if [[ -e $(check_file) ]]; then echo true; else echo false; fi; }

# Called by psql, within its transaction.
stream() {
  cat "$WORKER/header"
  checked_line
  echo
  pg_dump --format=custom --compress=0 --lock-wait-timeout=60s --snapshot="$SNAPSHOT" --dbname="$DATABASE"
  touch "$WORKER/complete"
}

checked_line() { # what the client's own check said, if it has one
  if [[ -e $WORKER/checked ]]; then printf 'check\t%s\n' "$(tr '\t\n' '  ' <"$WORKER/checked" | cut -c 1-400)"; fi
}
