# shellcheck shell=bash
# Restores a backup into a new database, and compares what is there then with what was there when it was taken.

# A dump begins with its table of contents, which pg_restore has to see twice.
readonly CONTENTS_BYTES=33554432

restore_into() { # restore_into CLIENT SNAPSHOT DATABASE
  use_client "$1"
  local snapshot target=$3
  snapshot=$(snapshot_id "$CLIENT" "$2")
  if database_exists "$target"; then fail "$NAME: there is a database $target already, so nothing is restored into it."; fi
  echo "$NAME: restoring backup $snapshot into $target"
  restore_checked "$snapshot" "$target" analyze
  echo "$NAME: $target holds backup $snapshot: $(grep -c "^table$TAB" "$KEPT_HEADER") tables as they were at $(header_value taken <"$KEPT_HEADER")"
}

# When anything goes wrong, nothing of it stays.
restore_checked() { # restore_checked SNAPSHOT DATABASE [analyze]
  local status=0
  KEPT_HEADER=$STATE/header
  rm -f "$KEPT_HEADER.created"
  set +e
  (set -eo pipefail; become_worker; read_backup "$1" | restore_stream "$2" "${3:-}"; leave_worker)
  status=$?
  set -e
  if ((status != 0)); then
    if [[ -e $KEPT_HEADER.created ]]; then drop_database "$2"; fi
    fail "$NAME: backup $1 was not restored; nothing of it was kept."
  fi
}

read_backup() { restic_ dump --quiet --no-lock "$1" "/$CLIENT.backup"; }

# From standard input: the description up to an empty line, then the dump.
restore_stream() { # restore_stream DATABASE [analyze]
  read_header >"$KEPT_HEADER"
  refuse_foreign "$KEPT_HEADER"
  touch "$KEPT_HEADER.created"
  create_database "$1" "$KEPT_HEADER"
  prepare_database "$1"
  head -c "$CONTENTS_BYTES" >"$WORKER/contents"
  pg_restore --list "$WORKER/contents" | grep -v -E '^[0-9]+; [0-9]+ [0-9]+ (EXTENSION|COMMENT - EXTENSION) ' >"$WORKER/list" ||
    fail "$NAME: its dump is damaged: it has no table of contents."
  mkfifo "$WORKER/never"
  watch_progress "$1" "$(header_value bytes <"$KEPT_HEADER")" &
  local watcher=$! status=0
  cat "$WORKER/contents" - | as_worker pg_restore --dbname="$1" --role="$ROLE" --no-owner --exit-on-error --use-list="$WORKER/list" || status=$?
  kill "$watcher" 2>/dev/null || true
  ((status == 0)) || return "$status"
  compare "$1"
  if [[ $2 == analyze ]]; then as_worker sql "$1" <<<'SET client_min_messages = error; ANALYZE;'; fi
}

read_header() {
  local line first=1
  while IFS= read -r line; do
    if ((first)) && [[ $line != "owndom-backup${TAB}1" ]]; then fail "$NAME: this is no backup that this version can read."; fi
    if [[ -z $line ]]; then return; fi
    printf '%s\n' "$line"
    first=0
  done
  fail "$NAME: the backup is truncated: it ends in its description."
}

header_value() { sed -n "s/^$1$TAB//p" | head -n 1; } # header_value NAME: from standard input

refuse_foreign() { # refuse_foreign HEADER
  local client server here
  client=$(header_value client <"$1")
  if [[ $client != "$CLIENT" ]]; then fail "$NAME: the backup is one of $client."; fi
  server=$(header_value server <"$1")
  here=$(sql postgres <<<'SHOW server_version_num')
  if ((server / 10000 > here / 10000)); then
    fail "$NAME: the backup is of PostgreSQL $((server / 10000)), and this server is $((here / 10000)): an older one can't restore it."
  fi
}

# What only the superuser may do, and no client's code takes part in.
prepare_database() { # prepare_database NAME
  local kind name schema
  while IFS=$TAB read -r kind name schema; do
    case $kind in
      extension) add_extension "$1" "$name" "$schema" ;;
      role) add_role "$name" ;;
    esac
  done <"$KEPT_HEADER"
  while IFS=$TAB read -r kind name schema; do
    if [[ $kind == setting ]]; then set_database "$1" "$name" "$schema"; fi
  done <"$KEPT_HEADER"
}

add_extension() { # add_extension DATABASE NAME SCHEMA
  sql "$1" --set=name="$2" --set=schema="$3" <<'SQL'
SET client_min_messages = warning;
SELECT set_config('search_path', 'pg_catalog', false) \g /dev/null
CREATE SCHEMA IF NOT EXISTS :"schema";
CREATE EXTENSION IF NOT EXISTS :"name" WITH SCHEMA :"schema" CASCADE;
SQL
}

add_role() { # add_role NAME: one that may not log in, where the server does not have it
  if [[ $(sql postgres --set=name="$1" <<<"SELECT count(*) FROM pg_roles WHERE rolname = :'name'") == 0 ]]; then
    sql postgres --set=name="$1" <<<'CREATE ROLE :"name" NOLOGIN'
    echo "$NAME: the role $1 has rights in its database and was not there; it is now, without a login"
  fi
}

set_database() { # set_database DATABASE NAME VALUE: as the client, who may set what it could have set itself
  as_worker sql "$1" --set=database="$1" --set=role="$ROLE" --set=name="$2" --set=value="$3" <<'SQL' ||
SET ROLE :"role";
ALTER DATABASE :"database" SET :"name" = :'value';
SQL
    echo "$NAME: the setting $2 of its database is one that only the superuser may make; it is left out"
}

watch_progress() { # watch_progress DATABASE BYTES: until it is killed
  local now
  # A child that sleeps would outlive the one that waits for it.
  while ! read -r -t 5 _ <>"$WORKER/never"; do
    now=$(sql postgres --set=name="$1" <<<"SELECT pg_database_size(:'name')" 2>/dev/null || echo 0)
    echo "$NAME: $((now / 1048576)) of about $(($2 / 1048576)) MB"
  done
}

compare() { # compare DATABASE: with the description
  sed -nE "s/^table${TAB}(.*)${TAB}[0-9]+${TAB}-?[0-9]+\$/\1/p" "$KEPT_HEADER" >"$WORKER/summed"
  as_worker sql "$1" --set=has_check="$(has_check)" --set=check="$(check_file)" --set=checked="$WORKER/checked" \
    --file="$LIBRARY/verify.sql" >"$WORKER/found"
  if grep -q "^check$TAB" "$KEPT_HEADER"; then checked_line >>"$WORKER/found"; fi
  if grep -q "^check${TAB}failed: " "$WORKER/found"; then
    fail "$NAME: its own check fails, so nothing is known of its backups: $(header_value check <"$WORKER/found")"
  fi
  if ! diff <(contents_lines "$KEPT_HEADER") <(contents_lines "$WORKER/found") >"$WORKER/differences"; then
    fail "$NAME: what was restored is not what was backed up (< backed up, > restored):" "$(grep '^[<>]' "$WORKER/differences" | head -n 10)"
  fi
}

contents_lines() { grep -E "^(table|large-objects|check)$TAB" "$1" | LC_ALL=C sort; }

files() { # files CLIENT SNAPSHOT
  use_client "$1"
  if ! snapshots "$CLIENT" | grep -q "^$2$TAB.*${TAB}volumes$TAB"; then fail "$1 has no backup $2 of its volumes."; fi
  restic_ dump --quiet --no-lock --archive tar "$2" "$VOLUMES/$CLIENT"
}

manifest() { # manifest CLIENT SNAPSHOT
  use_client "$1"
  read_backup "$(snapshot_id "$CLIENT" "$2")" 2>/dev/null | sed '/^$/q' || true
}

verify() { # verify CLIENT [SNAPSHOT]
  use_client "$1"
  recording verification verify_snapshot "${2:-latest}"
}

verify_snapshot() { # verify_snapshot SNAPSHOT
  local snapshot
  if ! has_database; then return; fi
  snapshot=$(snapshot_id "$CLIENT" "$1")
  drop_database "$SCRATCH"
  restore_checked "$snapshot" "$SCRATCH"
  drop_database "$SCRATCH"
  remember_verified "$snapshot"
  echo "$NAME: backup $snapshot was restored and compared: $(grep -c "^table$TAB" "$KEPT_HEADER") tables"
}
