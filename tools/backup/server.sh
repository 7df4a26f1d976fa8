# shellcheck shell=bash
# The PostgreSQL server. Its superuser makes and drops roles and databases, and touches no client's data: a client
# decides what runs when its tables are read and filled (casts, checks, defaults). That runs as a role which may do
# what the client may, and read. It has a password of its own, for as long as the job takes.

export PGHOST PGUSER PGPASSFILE PGOPTIONS WORKER
PGHOST=$(cat "$SETTINGS/server" 2>/dev/null) || true
PGUSER=postgres
PGPASSFILE=$SETTINGS/pgpass
# What a database is set to must end neither a dump nor a restore, and what its sessions have locked must hold up no other
# client.
LOCK_TIMEOUT=${LOCK_TIMEOUT:-60s}
PGOPTIONS="-c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c lock_timeout=$LOCK_TIMEOUT"
PGOPTIONS+=' -c default_transaction_read_only=off'

# What a client's tables run when they are read and filled may never end: a job of one client has so many seconds, and one
# for each MB of its database.
CEILING_SECONDS=${CEILING_SECONDS:-900}

# A database for each lane of a verification: hosting_verify_1 and hosting_verify_2.
readonly SCRATCH=hosting_verify_ LANES=(1 2)

# Psql's own variables quote what is not known here.
sql() { # sql DATABASE [psql's options]: what stands on standard input
  bounded psql --no-psqlrc --quiet --tuples-only --no-align --field-separator="$TAB" --set=ON_ERROR_STOP=1 --dbname "$1" "${@:2}"
}

ceiling() { printf '%s' "$((CEILING_SECONDS + $1 / 1048576))"; } # ceiling BYTES: in seconds

bounded() { # bounded COMMAND…: for CEILING seconds, if there is one
  local status=0
  if [[ ! ${CEILING:-} ]]; then
    "$@"
    return
  fi
  timeout --kill-after=10 "$CEILING" "$@" || status=$?
  if ((status == TIMED_OUT || status == KILLED)); then echo "$1 was ended after $CEILING seconds" >&2; fi
  return "$status"
}

# Also what they left running on the server.
readonly DROP_WORKERS="SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename LIKE 'backup:%' \g /dev/null
SELECT format('DROP ROLE %I', rolname) FROM pg_roles WHERE rolname LIKE 'backup:%' \gexec"

# New roles, each in one client's role; and what makes psql, pg_dump and pg_restore connect as them. Those that a job left
# that was killed go first. Psql gets the password with its statements, for whoever lists processes reads what a program is
# called with. Sets CLUSTER, which tells servers apart whatever they are called, and SERVER_VERSION.
become_workers() { # become_workers ROLE…
  local password found
  password=$(od -An -N 32 -t x1 /dev/urandom | tr -d ' \n')
  found=$(sql postgres --set=roles="$*" <<SQL
\set password $password
SET log_statement = 'none';
SET log_min_duration_statement = -1;
SET log_min_error_statement = 'panic';
$DROP_WORKERS
SELECT format('CREATE ROLE %I LOGIN NOSUPERUSER BYPASSRLS CONNECTION LIMIT 5 PASSWORD %L IN ROLE %I, pg_read_all_data', 'backup:' || rolname, :'password', rolname)
  FROM pg_roles WHERE rolname = ANY (string_to_array(:'roles', ' ')) \gexec
SELECT system_identifier, current_setting('server_version_num') FROM pg_control_system();
SQL
  ) || return
  IFS=$TAB read -r CLUSTER SERVER_VERSION <<<"$found"
  WORKER=$(mktemp -d -t worker.XXXXXX)
  printf '*:*:*:*:%s\n' "$password" >"$WORKER/pgpass"
  chmod 600 "$WORKER/pgpass"
  trap leave_workers EXIT
}

as_worker() { # as_worker COMMAND…
  PGUSER=backup:$ROLE PGPASSFILE=$WORKER/pgpass "$@"
}

leave_workers() {
  trap - EXIT
  # shellcheck disable=SC2046 # numbers
  kill $(jobs -p) 2>/dev/null || true
  rm -rf "$WORKER" "$SPOOL"
  sql postgres <<<"$DROP_WORKERS" || true
}

# Sets BYTES_OF and NOTE_OF each database.
read_databases() {
  local database bytes note
  declare -gA BYTES_OF=() NOTE_OF=()
  while IFS=$TAB read -r database bytes note; do BYTES_OF[$database]=$bytes NOTE_OF[$database]=$note; done < <(sql postgres <<'SQL'
SELECT datname, pg_database_size(oid), translate(shobj_description(oid, 'pg_database'), E'\t\n', '  ') FROM pg_database WHERE datallowconn;
SQL
  )
}

database_exists() { [[ $(sql postgres --set=name="$1" <<<"SELECT 1 FROM pg_database WHERE datname = :'name'") == 1 ]]; }

# Where the disk of the server's data has room for NEEDED bytes; prints how many it has. Programs of the server run in its data
# directory. Nobody but the client's role and the superuser may connect, from the beginning. The scratch database takes the place of
# the one before: a session is what a small one takes longest for.
create_database() { # create_database NAME NEEDED
  local encoding collate ctype provider locale
  IFS=$TAB read -r encoding collate ctype provider locale <<<"${HEADER[locale]}"
  locale_options "$provider" "$locale"
  sql postgres --set=name="$1" --set=role="$ROLE" --set=encoding="$encoding" --set=collate="$collate" --set=ctype="$ctype" \
    --set=locale="$locale" --set=needed="$2" --set=scratch="$SCRATCH" <<SQL
SET client_min_messages = warning;
SELECT starts_with(:'name', :'scratch') AS is_scratch \gset
\if :is_scratch
DROP DATABASE IF EXISTS :"name" WITH (FORCE);
\endif
CREATE TEMPORARY TABLE disk (line text);
COPY disk FROM PROGRAM 'df -P -k .';
SELECT room, room >= :needed AS has_room
  FROM disk, LATERAL (SELECT substring(line FROM '\d+ +\d+ +(\d+) +\d+%')::bigint * 1024 AS room) AS free WHERE line ~ '\d+%' \gset
\echo :room
\if :has_room
CREATE DATABASE :"name" OWNER :"role" TEMPLATE template0 ENCODING :'encoding' LC_COLLATE :'collate' LC_CTYPE :'ctype' $LOCALE_OPTIONS;
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
\endif
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
