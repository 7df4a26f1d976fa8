# shellcheck shell=bash
# Takes a backup: of the database as a stream that restic reads, of the volumes as files.

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
  opening backup --quiet --tag "client:$CLIENT,kind:database" --host "$PGHOST" --stdin-filename "$CLIENT.backup" \
    --stdin-from-command -- "$LIBRARY/backup" dump "$NAME"
  leave_worker
}

back_up_volumes() {
  opening backup --quiet --tag "client:$CLIENT,kind:volumes" --host "$PGHOST" "$VOLUMES/$CLIENT"
}

# Called by restic, with the worker that was made before: the description, an empty line, the dump.
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
