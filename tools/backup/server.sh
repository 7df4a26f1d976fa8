# shellcheck shell=bash
# The PostgreSQL server. Its superuser makes and drops roles and databases, and touches no client's data: a client
# decides what runs when its tables are read and filled (casts, checks, defaults). That runs as a role which may do
# what the client may, and read. It has a password of its own, for as long as the job takes.

export PGHOST PGUSER PGPASSFILE PGOPTIONS WORKER
PGHOST=$(cat "$SETTINGS/server" 2>/dev/null) || true
PGUSER=postgres
PGPASSFILE=$SETTINGS/pgpass
# What a database is set to must not end a dump.
PGOPTIONS='-c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c lock_timeout=0'

readonly SCRATCH=hosting_verify

# Psql's own variables quote what is not known here.
sql() { # sql DATABASE [psql's options]: what stands on standard input
  psql --no-psqlrc --quiet --tuples-only --no-align --field-separator="$TAB" --set=ON_ERROR_STOP=1 --dbname "$1" "${@:2}"
}

worker_name() { printf 'backup:%s' "$ROLE"; }

become_worker() { # a new role that is in the client's; and what makes psql, pg_dump and pg_restore connect as it
  local password
  password=$(od -An -N 32 -t x1 /dev/urandom | tr -d ' \n')
  sql postgres --set=worker="$(worker_name)" --set=role="$ROLE" --set=password="$password" <<'SQL' 2> >(grep -v 'does not exist, skipping' >&2)
SET log_statement = 'none';
SET log_min_duration_statement = -1;
SET log_min_error_statement = 'panic';
DROP ROLE IF EXISTS :"worker";
CREATE ROLE :"worker" LOGIN NOSUPERUSER BYPASSRLS CONNECTION LIMIT 5 PASSWORD :'password' IN ROLE :"role", pg_read_all_data;
SQL
  WORKER=$(mktemp -d /tmp/worker.XXXXXX)
  printf '*:*:*:*:%s\n' "$password" >"$WORKER/pgpass"
  chmod 600 "$WORKER/pgpass"
  trap leave_worker EXIT
}

as_worker() { # as_worker COMMAND…
  PGUSER=$(worker_name) PGPASSFILE=$WORKER/pgpass "$@"
}

leave_worker() {
  trap - EXIT
  rm -rf "$WORKER"
  sql postgres --set=worker="$(worker_name)" <<<'DROP ROLE IF EXISTS :"worker";' || true
}

database_exists() { [[ $(sql postgres --set=name="$1" <<<"SELECT 1 FROM pg_database WHERE datname = :'name'") == 1 ]]; }

# Nobody but the client's role and the superuser may connect, from the beginning.
create_database() { # create_database NAME HEADER
  local encoding collate ctype provider locale
  IFS=$TAB read -r _ encoding collate ctype provider locale < <(grep "^locale$TAB" "$2")
  locale_options "$provider" "$locale"
  sql postgres --set=name="$1" --set=role="$ROLE" --set=encoding="$encoding" --set=collate="$collate" --set=ctype="$ctype" \
    --set=locale="$locale" <<SQL
CREATE DATABASE :"name" OWNER :"role" TEMPLATE template0 ENCODING :'encoding' LC_COLLATE :'collate' LC_CTYPE :'ctype' $LOCALE_OPTIONS;
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
}

locale_options() { # locale_options PROVIDER LOCALE: sets LOCALE_OPTIONS
  case $1 in
    i) LOCALE_OPTIONS="LOCALE_PROVIDER icu ICU_LOCALE :'locale'" ;;
    b) LOCALE_OPTIONS="LOCALE_PROVIDER builtin BUILTIN_LOCALE :'locale'" ;;
    *) LOCALE_OPTIONS='' ;;
  esac
}

drop_database() { # drop_database NAME
  sql postgres --set=name="$1" <<<'DROP DATABASE IF EXISTS :"name" WITH (FORCE);' 2> >(grep -v 'does not exist, skipping' >&2)
}
