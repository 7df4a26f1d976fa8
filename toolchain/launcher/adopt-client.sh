# shellcheck shell=bash
# Takes data that are there already into the estate: a database with its role on the estate's server, volumes of its host.
# Nothing is made again or copied. They get the names that the client's data have; a volume keeps its own.

adopt_client() { # adopt CLIENT [--database NAME] [--volume SHORT=NAME]…
  local client=${1:-} name='' volumes=() found=()
  if [[ -z $client || $client == -* ]]; then adopt_usage; fi
  check_client "$client"
  shift
  while (($#)); do
    case $1:${2:-} in
      --database:[a-zA-Z_]*) name=$2 ;;
      --volume:?*=?*) volumes+=("$2") ;;
      *) adopt_usage ;;
    esac
    shift 2
  done
  ensure_ready
  require_stack
  recover_interrupted
  name_data "$client"
  use_server_with "${name:-$DATABASE}"
  if [[ -z $name && $(database_owner "$DATABASE") ]]; then name=$DATABASE; fi
  require_adoptable "$client" "$name" "${volumes[@]}"
  if [[ $name ]]; then
    tell_superusers_things "$name"
    adopt_database "$name"
    give_to_client
    found+=("role=$DATA" "database=$DATABASE")
  fi
  import_data "${found[@]}" "${volumes[@]}"
  say "$client's data are in the estate. ./hosting preview shows what its line in the program makes of them; then ./hosting up."
}

# Sets SERVER_NAME and SERVER: the one that has a database of that name, else the one that every estate has.
use_server_with() { # use_server_with DATABASE
  local having=()
  refuse_stopped_servers
  for SERVER_NAME in $(further_servers | sort) postgres; do
    SERVER=$(containers "server=$SERVER_NAME")
    require_found "$SERVER_NAME" ${SERVER:+"$SERVER"}
    if [[ $(database_owner "$1") ]]; then having+=("$SERVER_NAME"); fi
  done
  if ((${#having[@]} > 1)); then
    update_failed "Database $1 is on several servers: ${having[*]}. Nothing was changed." "Rename those that are not meant: ALTER DATABASE $1 RENAME TO $1_other"
  fi
  SERVER_NAME=${having[0]:-postgres}
  SERVER=$(containers "server=$SERVER_NAME")
}

adopt_usage() { usage_error "./hosting adopt CLIENT [--database NAME] [--volume SHORT=NAME]…"; }

database_owner() { # database_owner NAME
  as_superuser --set=name="$1" <<<"SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = :'name'"
}

require_adoptable() { # require_adoptable CLIENT DATABASE VOLUME…: all that is in the way, before anything changes
  local problems=() pair owner sessions
  if [[ $2 ]]; then
    owner=$(database_owner "$2")
    sessions=$(as_superuser --set=name="$2" <<<"SELECT count(*) FROM pg_stat_activity WHERE datname = :'name'")
    if [[ -z $owner ]]; then problems+=("database $2: the server has none of that name"); fi
    if has_database_of "$1"; then problems+=("database $2: $1 has one in the estate already"); fi
    if [[ $owner == postgres ]]; then
      problems+=("database $2: the superuser owns it; give it to a role of its own first, what is in it follows: CREATE ROLE $DATA; ALTER DATABASE $2 OWNER TO $DATA")
    fi
    if [[ $2 != "$DATABASE" && $(database_owner "$DATABASE") ]]; then problems+=("database $2: there is a $DATABASE too, whose name it would get"); fi
    if ((sessions)); then problems+=("database $2: $sessions sessions are in it; stop what uses it"); fi
  elif (($# == 2)); then
    problems+=("the server has no database $DATABASE: say --database NAME, or --volume SHORT=NAME")
  fi
  for pair in "${@:3}"; do
    if snapshot_names docker:index/volume:Volume | grep -x -- "${DATA//_/-}-${pair%%=*}" >/dev/null; then problems+=("volume ${pair%%=*}: $1 has it in the estate already"); fi
    if ! docker volume inspect "${pair#*=}" >/dev/null 2>&1; then problems+=("volume ${pair#*=}: Docker has none of that name"); fi
  done
  if ((${#problems[@]})); then update_failed "$1 is not adopted, and nothing was changed:" "${problems[@]}"; fi
}

# What the guide's way by hand leaves: tables that the superuser has made in the client's database, in which the client could
# do nothing. Extensions stay as they are, and what belongs to a table follows it.
readonly OF_THE_SUPERUSER="
SELECT 'SCHEMA' AS kind, format('%I', nspname) AS name FROM pg_namespace
  WHERE nspowner = 10 AND nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public')
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_namespace'::regclass AND objid = pg_namespace.oid AND deptype = 'e')
UNION ALL SELECT CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' WHEN 'f' THEN 'FOREIGN TABLE'
    WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END, format('%I.%I', nspname, relname)
  FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
  WHERE relowner = 10 AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c') AND nspname !~ '^pg_' AND nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND (deptype = 'e' OR relkind = 'S' AND deptype IN ('a', 'i')))
UNION ALL SELECT 'ROUTINE', p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
  WHERE proowner = 10 AND nspname !~ '^pg_' AND nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype IN ('e', 'i'))
UNION ALL SELECT CASE typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, format('%I.%I', nspname, typname)
  FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace
  WHERE typowner = 10 AND typtype IN ('d', 'e', 'r') AND nspname !~ '^pg_' AND nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_type'::regclass AND objid = t.oid AND deptype IN ('e', 'i'))"

tell_superusers_things() { # tell_superusers_things DATABASE
  local things
  mapfile -t things < <(as_superuser --dbname="$1" <<<"SELECT lower(kind) || ' ' || name FROM ($OF_THE_SUPERUSER) it ORDER BY 1")
  if ((${#things[@]} == 0)); then return; fi
  say "The superuser owns ${#things[@]} of the things in $1, which the client could not use. They become $DATA's:" \
    "$(printf '%s, ' "${things[@]:0:10}" | sed 's/, $//')$( ((${#things[@]} > 10)) && printf ' …')."
}

give_to_client() { # all at once
  as_superuser --dbname="$DATABASE" --single-transaction --set=role="$DATA" \
    <<<"SELECT format('ALTER %s %s OWNER TO %I', kind, name, :'role') FROM ($OF_THE_SUPERUSER) it \\gexec"
}

# Its init SQL has run, in whatever way, when there is a table: it is not run again.
adopt_database() { # adopt_database NAME
  local owner
  owner=$(database_owner "$1")
  as_superuser --set=name="$1" --set=owner="$owner" --set=role="$DATA" <<'SQL'
SELECT :'name' <> :'live' AS renamed, :'owner' <> :'role' AS called_otherwise \gset
BEGIN;
\if :called_otherwise
ALTER ROLE :"owner" RENAME TO :"role";
\endif
\if :renamed
ALTER DATABASE :"name" RENAME TO :"live";
\endif
COMMIT;
\connect :"live"
SET ROLE :"role";
SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind IN ('r', 'p')
  AND nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'hosting')) AND to_regclass('hosting.init') IS NULL AS initialised \gset
\if :initialised
BEGIN;
CREATE SCHEMA IF NOT EXISTS hosting;
CREATE TABLE hosting.init (ran_at timestamptz NOT NULL DEFAULT now());
INSERT INTO hosting.init DEFAULT VALUES;
COMMIT;
\endif
SQL
}

import_data() { # import_data WHAT=NAME…
  scratch IMPORT
  run_java com.owndom.hosting.cli.ClientAdoption "${DATA//_/-}" "$SERVER_NAME" "$@" <"$SNAPSHOT" >"$IMPORT"
  connect_with_tunnel
  pulumi import --file "$IMPORT" --stack "$STACK" --yes --skip-preview --generate-code=false >&2
}
