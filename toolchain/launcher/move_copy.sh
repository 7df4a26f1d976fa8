# shellcheck shell=bash
# The copy of a database on another server, while the original is in use: see move.sh.

# What logical replication would leave behind is told before anything starts.
refuse_unmovable() { # refuse_unmovable CLIENT SERVER
  local found server=$2
  mapfile -t found < <(unmovable "$1")
  if ((${#found[@]})); then
    update_failed "$1 can't be moved from $HOME_SERVER to $server; nothing was changed:" "${found[@]/#/  }"
  fi
}

unmovable() { # unmovable CLIENT
  local extension source_version target_version
  source_version=$(sql "$SOURCE" postgres <<<'SHOW server_version_num')
  target_version=$(sql "$TARGET" postgres <<<'SHOW server_version_num')
  if ((source_version < 150000)); then echo "$HOME_SERVER has PostgreSQL $((source_version / 10000)); it takes 15 or newer"; fi
  # An older one takes in rows as the superuser, and a client's checks and triggers with them.
  if ((target_version < 160000)); then echo "$server has PostgreSQL $((target_version / 10000)); it takes 16 or newer"; fi
  if ((target_version / 10000 < source_version / 10000)); then
    echo "$server has PostgreSQL $((target_version / 10000)), older than the $((source_version / 10000)) of $HOME_SERVER"
  fi
  if [[ $(sql "$SOURCE" postgres <<<'SHOW wal_level') != logical ]]; then echo "$HOME_SERVER runs without wal_level=logical: ./hosting up"; fi
  not_replicated
  sql "$SOURCE" postgres --set=client="$1" --set=container="$SOURCE" <<'SQL'
SELECT format('database %s is its own too: %s', datname, CASE
    WHEN datname = :'owner' || '_old' THEN format('./hosting restore %s --confirm, or --undo and then --confirm', :'client')
    WHEN shobj_description(oid, 'pg_database') LIKE 'restored for %' THEN format('./hosting restore %s --drop %s', :'client', datname)
    ELSE format('docker exec %s dropdb --username=postgres %s', :'container', datname) END)
  FROM pg_database WHERE datdba = to_regrole(quote_ident(:'owner')) AND datname <> :'db' AND datname <> :'owner' || '_new' ORDER BY 1;
SQL
  while read -r extension; do
    if [[ -z $(sql "$TARGET" postgres --set=name="$extension" <<<"SELECT 1 FROM pg_available_extensions WHERE name = :'name'") ]]; then
      echo "extension $extension is not in the image of $server"
    fi
  done < <(sql "$SOURCE" "$DATABASE" <<<'SELECT extname FROM pg_extension')
}

# What an extension brings along is on the target by the extension itself; a row that a person has added to it is not.
not_replicated() {
  sql "$SOURCE" "$DATABASE" <<'SQL'
SELECT count(*) || ' large objects are not replicated: keep them as bytea' FROM pg_largeobject_metadata HAVING count(*) > 0;
SELECT 'table ' || oid::regclass || ' is unlogged: ALTER TABLE … SET LOGGED' FROM pg_class
  WHERE relpersistence = 'u' AND relkind = 'r';
SELECT format('SELECT count(*) || %L FROM %s %s HAVING count(*) > 0', ' rows of ' || configured::regclass || ', which belongs to extension '
    || extname || ', are no part of it: keep them in a table of its own', configured::regclass, condition)
  FROM pg_extension, unnest(extconfig, extcondition) AS c (configured, condition)
  WHERE configured IN (SELECT oid FROM pg_class WHERE relkind = 'r') \gexec
SQL
}

copy_database() { # copy_database CLIENT SERVER: begins, or goes on, and ends when the copy follows closely
  local schema copied server=$2
  scratch SCHEMA_FILE
  if [[ -z $(sql "$TARGET" postgres <<<"SELECT 1 FROM pg_database WHERE datname = :'db'") ]]; then
    update_failed "$1's database is not on $server any more; it is served from $HOME_SERVER as before." \
      "./hosting move $1 --abandon$(stack_option) ends this move, and then another one can begin."
  fi
  dump_schema >"$SCHEMA_FILE" || update_failed "$1: the definitions of its tables can't be read from $HOME_SERVER; it is served as before."
  schema=$(fingerprint "$SCHEMA_FILE")
  copied=$(subscription_schema)
  if [[ -n $copied && $copied != "$schema" ]]; then
    say "$1 has other tables than when the copy began: it begins again."
    drop_subscription
    copied=''
  fi
  if [[ -z $copied ]]; then
    copy_roles || update_failed "$1: roles that have rights in its database can't be made on $server; it is served from $HOME_SERVER as before."
    load_schema "$1"
    publish_source || update_failed "$1: its tables can't be followed; it is served from $HOME_SERVER as before."
    subscribe "$schema" || update_failed "$1: $server can't follow $HOME_SERVER, where it is served as before; see above."
  fi
  await_copy "$1"
  # What is not there could not be noticed by comparing what is.
  same_definitions || update_failed "$1 was not stopped; it is served from $HOME_SERVER as before." \
    "Once nothing changes them, ./hosting move $1 --to $server begins the copy again."
  sql "$TARGET" "$DATABASE" <<<'ANALYZE'
  compare_early || update_failed "$1: its tables can't be compared; it is served from $HOME_SERVER as before."
  catch_up 3600 || update_failed "$1: the copy on $server does not catch up with what is written; it is served from $HOME_SERVER as before." \
    "Try again when less is written: ./hosting move $1 --to $server"
}

same_definitions() { # as those that the copy began with
  local changed
  scratch DEFINITIONS
  dump_schema >"$DEFINITIONS" || return
  if [[ $(fingerprint "$DEFINITIONS") == "$(fingerprint "$SCHEMA_FILE")" ]]; then return; fi
  mapfile -t changed < <(sed -n 's/^-- Name: \(.*\); Owner: .*/  \1/p' "$SCHEMA_FILE" "$DEFINITIONS" | sort | uniq -u | head -n 5)
  failed "Its definitions (tables, functions, views, triggers, indexes, rights and the like) changed while they were copied." "${changed[@]}"
  return 1
}

dump_schema() {
  docker exec "$SOURCE" pg_dump --username=postgres --schema-only --no-publications --no-subscriptions "$DATABASE"
}

# Without what is random, what differs from version to version of pg_dump, and what the move itself sets.
fingerprint() { # fingerprint FILE
  grep -Ev '^(\\(un)?restrict|--|$)|REPLICA IDENTITY FULL' "$1" | sha256sum | cut -c1-40
}

subscription_schema() { # what the copy was begun with; nothing before it was
  sql "$TARGET" "$DATABASE" <<'SQL'
SELECT coalesce(obj_description(oid, 'pg_subscription'), 'unknown') FROM pg_subscription WHERE subname = :'mover';
SQL
}

load_schema() { # load_schema CLIENT: all or nothing, in place of what is left of another try
  scratch LOADED
  if ! {
    cat <<'SQL'
SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace
  WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' \gexec
CREATE SCHEMA public AUTHORIZATION pg_database_owner;
GRANT USAGE ON SCHEMA public TO PUBLIC;
SQL
    cat "$SCHEMA_FILE"
  } | sql "$TARGET" "$DATABASE" --single-transaction >"$LOADED" 2>&1; then
    update_failed "$1: its tables can't be made on $server; it is served from $HOME_SERVER as before." "$(tail -n 5 "$LOADED")"
  fi
}

# Roles that the database or something in it was given to, beside the client's own: without a login where they are not.
copy_roles() {
  local role roles
  roles=$(sql "$SOURCE" "$DATABASE" <<'SQL'
SELECT DISTINCT rolname FROM pg_shdepend JOIN pg_roles r ON r.oid = refobjid
  WHERE refclassid = 'pg_authid'::regclass AND (SELECT oid FROM pg_database WHERE datname = current_database())
      IN (dbid, CASE classid WHEN 'pg_database'::regclass THEN objid END)
    AND rolname NOT IN (:'owner', :'mover', 'postgres') AND rolname !~ E'^pg_|[\t\n]';
SQL
  ) || return
  while read -r role; do
    if [[ -n $role && -z $(sql "$TARGET" postgres --set=role="$role" <<<"SELECT 1 FROM pg_roles WHERE rolname = :'role'") ]]; then
      sql "$TARGET" postgres --set=role="$role" <<<'CREATE ROLE :"role" NOLOGIN' || return
      say "  the role $role has rights in its database and was not on $server; it is now, without a login"
    fi
  done <<<"$roles"
}

# Rows of a table without a key are told apart by all that is in them. Tables of extensions are left out, for those are filled
# already where the extension is.
publish_source() {
  sql "$SOURCE" "$DATABASE" <<'SQL'
SET lock_timeout = '10s';
SELECT format('ALTER TABLE %s REPLICA IDENTITY FULL', oid::regclass) FROM pg_class
  WHERE relkind IN ('r', 'p') AND relreplident = 'd' AND relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
    AND NOT EXISTS (SELECT FROM pg_index WHERE indrelid = pg_class.oid AND indisprimary)
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e') \gexec
DROP PUBLICATION IF EXISTS :"mover";
SELECT format('CREATE PUBLICATION %I %s', :'mover', 'FOR TABLE ' || string_agg('ONLY ' || c.oid::regclass, ', '))
  FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
  WHERE relkind = 'r' AND relpersistence = 'p' AND nspname !~ '^pg_' AND nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e') \gexec
SQL
}

# The role may read, and follow what is written; its password is new each time and known to the target alone.
subscribe() { # subscribe SCHEMA
  local password
  password=$(head -c 32 /dev/urandom | sha256sum | cut -c1-48)
  drop_slot || return
  sql "$SOURCE" "$DATABASE" <<SQL || return
SELECT format('CREATE ROLE %I', :'mover') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'mover') \gexec
ALTER ROLE :"mover" SET statement_timeout = 0;
ALTER ROLE :"mover" LOGIN REPLICATION BYPASSRLS CONNECTION LIMIT 20 PASSWORD '$password';
GRANT pg_read_all_data TO :"mover";
GRANT CONNECT ON DATABASE :"db" TO :"mover";
SQL
  sql "$TARGET" "$DATABASE" --set=schema="$1" <<SQL
CREATE SUBSCRIPTION :"mover" CONNECTION 'host=$SOURCE_HOST port=5432 dbname=$DATABASE user=$MOVER password=$password'
  PUBLICATION :"mover";
COMMENT ON SUBSCRIPTION :"mover" IS :'schema';
SQL
}

await_copy() { # await_copy CLIENT: until every table is there
  local failures ready tables bytes before=''
  failures=$(copy_failures)
  while true; do
    IFS='|' read -r ready tables bytes < <(sql "$TARGET" "$DATABASE" <<'SQL'
SELECT count(*) FILTER (WHERE srsubstate = 'r'), count(*), pg_size_pretty(pg_database_size(current_database()))
  FROM pg_subscription_rel;
SQL
    )
    if [[ "$ready $bytes" != "$before" ]]; then say "  copied: $ready of ${tables:-?} tables, $bytes"; fi
    if [[ -n $tables && $ready == "$tables" ]]; then return; fi
    before="$ready $bytes"
    if (($(copy_failures) > failures + 3)); then
      update_failed "$1: the copy on $server fails again and again; it is served from $HOME_SERVER as before." \
        "$(errors_of_target)"
    fi
    sleep 0.5
  done
}

copy_failures() {
  sql "$TARGET" "$DATABASE" <<<"SELECT coalesce(sum(apply_error_count + sync_error_count), 0) FROM pg_stat_subscription_stats WHERE subname = :'mover'"
}

errors_of_target() { docker logs --tail 50 "$TARGET" 2>&1 | grep -E 'ERROR|FATAL' | tail -n 5; }

# Nothing of the copy stays but the data: neither what follows on the target, nor what was followed on the source.
end_copy() { drop_subscription && drop_slot && end_publication; }

drop_subscription() { # without a word to the source, which may not let it in
  sql "$TARGET" postgres <<'SQL'
SELECT count(*) > 0 AS there FROM pg_database WHERE datname = :'db' AND datallowconn \gset
\if :there
\connect :"db"
SELECT format('ALTER SUBSCRIPTION %1$I DISABLE; ALTER SUBSCRIPTION %1$I SET (slot_name = NONE); DROP SUBSCRIPTION %1$I', subname)
  FROM pg_subscription WHERE subname = :'mover' \gexec
\endif
SQL
}

# With those of tables that were still being copied.
drop_slot() {
  local attempt
  for attempt in {1..20}; do
    if sql "$SOURCE" postgres 2>/dev/null <<'SQL'; then return; fi
SELECT count(pg_terminate_backend(active_pid, 5000)) FROM pg_replication_slots WHERE database = :'db' AND active \g /dev/null
SELECT count(pg_drop_replication_slot(slot_name)) FROM pg_replication_slots WHERE database = :'db' \g /dev/null
SQL
    sleep 0.1
  done
  failed "Replication slot $MOVER of $HOME_SERVER could not be dropped after $attempt attempts."
  return 1
}

# A publication in a database that is closed for good goes with it.
end_publication() {
  sql "$SOURCE" postgres <<'SQL'
SELECT count(*) > 0 AS open FROM pg_database WHERE datname = :'db' AND datallowconn \gset
\if :open
\connect :"db"
DROP PUBLICATION IF EXISTS :"mover";
\connect postgres
\endif
SELECT format('DROP OWNED BY %1$I', rolname) FROM pg_roles WHERE rolname = :'mover' \gexec
DROP ROLE IF EXISTS :"mover";
SQL
}
