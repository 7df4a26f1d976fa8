#!/usr/bin/env bash
# Starts PostgreSQL; on an empty data directory it first makes the cluster. Reads the public image's
# POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB, each also as a NAME_FILE, and POSTGRES_INITDB_ARGS.
set -euo pipefail

fail() {
  echo "postgres: $*" >&2
  exit 1
}

read_file_variable() {
  local name="$1" file="$1_FILE"
  if [ -n "${!name:-}" ] && [ -n "${!file:-}" ]; then fail "set either $name or $file, not both"; fi
  if [ -n "${!file:-}" ]; then export "$name=$(<"${!file}")"; fi
  unset "$file"
}

own_directories_and_drop_root() {
  mkdir -p "$PGDATA" /var/run/postgresql
  find "$PGDATA" ! -user postgres -exec chown postgres {} +
  chown postgres /var/run/postgresql
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
}

make_cluster() {
  [ -n "${POSTGRES_PASSWORD:-}" ] || fail 'the data directory is empty: POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE is needed'
  local extra=()
  read -ra extra <<<"${POSTGRES_INITDB_ARGS:-}"
  initdb --username="$POSTGRES_USER" --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") \
    --auth-local=trust --auth-host=scram-sha-256 "${extra[@]}"
  printf 'host all all all scram-sha-256\n' >>"$PGDATA/pg_hba.conf"
}

run_sql() {
  psql -v ON_ERROR_STOP=1 --no-psqlrc --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" "$@"
}

run_init_files() {
  local file
  for file in /docker-entrypoint-initdb.d/*; do
    case "$file" in
      *.sql) echo "postgres: $file"; run_sql -f "$file" ;;
      *.sh) echo "postgres: $file"; if [ -x "$file" ]; then "$file"; else bash "$file"; fi ;;
    esac
  done
}

initialise() {
  make_cluster
  pg_ctl -w start -o "-c listen_addresses=''"
  if [ "$POSTGRES_DB" != postgres ]; then
    run_sql --dbname postgres --set db="$POSTGRES_DB" <<<'CREATE DATABASE :"db";'
  fi
  run_init_files
  pg_ctl -m fast -w stop
}

if [ "${1:0:1}" = - ]; then set -- postgres "$@"; fi
if [ "$1" = postgres ]; then
  # Still as root, who alone may be able to read these files.
  for name in POSTGRES_PASSWORD POSTGRES_USER POSTGRES_DB POSTGRES_INITDB_ARGS; do read_file_variable "$name"; done
  if [ "$(id -u)" = 0 ]; then own_directories_and_drop_root "$@"; fi
  export POSTGRES_USER="${POSTGRES_USER:-postgres}"
  export POSTGRES_DB="${POSTGRES_DB:-$POSTGRES_USER}"
  if [ ! -s "$PGDATA/PG_VERSION" ]; then initialise; fi
fi
exec "$@"
