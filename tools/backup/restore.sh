# shellcheck shell=bash
# Restores a backup into a new database, and compares what is there then with what was there when it was taken.

# A dump begins with its table of contents, which pg_restore has to see twice.
readonly CONTENTS_BYTES=33554432

restore_into() { # restore_into CLIENT SNAPSHOT|latest DATABASE
  use_client "$1"
  if database_exists "$3"; then fail "$NAME: there is a database $3 already, so nothing is restored into it."; fi
  echo "$NAME: restoring backup $2 into $3"
  become_workers "$ROLE"
  restore_checked "$2" "$3" analyze
  echo "$NAME: $3 holds backup $2: $(tables) tables as they were at $(header_value taken <"$WORKER/kept")"
}

tables() { grep -c "^table$TAB" "$WORKER/kept"; }

restore_checked() { # restore_checked SNAPSHOT DATABASE [analyze]
  local status
  set +e
  read_backup "$1" 2>"$WORKER/unread" | restore_stream "${@:2}"
  status=("${PIPESTATUS[@]}")
  set -e
  if [[ ! -s $WORKER/kept ]] && grep -qE 'not found|no snapshot|no matching' "$WORKER/unread"; then
    fail "$NAME has no backup $1 of its database: $(last_words "$(<"$WORKER/unread")")" "./hosting backups $NAME lists what there is."
  fi
  if ((status[0] || status[1])); then
    cat "$WORKER/unread" >&2
    drop_created "$2"
    fail "$NAME: backup $1 was not restored; nothing of it was kept."
  fi
}

read_backup() { # read_backup SNAPSHOT|latest
  restic_ dump --quiet --no-lock --tag "client:$CLIENT,kind:database" "$1" "/$CLIENT.backup"
}

# From standard input: the description up to an empty line, then the dump. When anything goes wrong, nothing of it stays.
restore_stream() { # restore_stream DATABASE [analyze]
  local status
  rm -f "$WORKER"/{kept,created,never}
  set +e
  (set -eo pipefail; restore_whole "$@")
  status=$?
  set -e
  if ((status)); then drop_created "$1"; fi
  return "$status"
}

drop_created() { # drop_created DATABASE: unless it was there before
  if [[ -e $WORKER/created ]]; then drop_database "$1"; fi
  rm -f "$WORKER/created"
}

restore_whole() { # restore_whole DATABASE [analyze]
  local bytes CEILING
  read_header >"$WORKER/kept"
  refuse_foreign "$WORKER/kept"
  bytes=$(header_value bytes <"$WORKER/kept")
  refuse_without_room "$bytes"
  CEILING=$(ceiling "$bytes")
  touch "$WORKER/created"
  create_database "$1" "$WORKER/kept"
  prepare_database "$1"
  head -c "$CONTENTS_BYTES" >"$WORKER/contents"
  list_contents >"$WORKER/list" || fail "$NAME: its dump is damaged: it has no table of contents."
  mkfifo "$WORKER/never"
  watch_progress "$1" "$bytes" &
  local watcher=$! status=0
  cat "$WORKER/contents" - | as_worker bounded pg_restore --dbname="$1" --role="$ROLE" --no-owner --exit-on-error --use-list="$WORKER/list" || status=$?
  kill "$watcher" 2>/dev/null || true
  ((status == 0)) || return "$status"
  if has_extensions; then let_fill "$1" REVOKE FROM; fi
  compare "$1"
  if [[ ${2:-} == analyze ]]; then as_worker sql "$1" <<<'SET client_min_messages = error; ANALYZE;'; fi
  complete_database "$1"
}

# What prepare_database has made is left out.
list_contents() {
  pg_restore --list "$WORKER/contents" | SCHEMAS=$(extension_schemas) awk '
    BEGIN { n = split(ENVIRON["SCHEMAS"], names, "\n") }
    /^[0-9]+; [0-9]+ [0-9]+ (EXTENSION|COMMENT - EXTENSION) / { next }
    /^[0-9]+; [0-9]+ [0-9]+ SCHEMA - / { rest = $0; sub(/^[^-]*- /, "", rest); for (i = 1; i <= n; i++) if (index(rest, names[i] " ") == 1) next }
    { print; some = 1 }
    END { exit !some }'
}

read_header() {
  local line='' first=1
  while IFS= read -r line; do
    if ((first)) && [[ $line != "owndom-backup${TAB}1" ]]; then fail "$NAME: this is no backup that this version can read."; fi
    if [[ -z $line ]]; then return; fi
    printf '%s\n' "$line"
    first=0
  done
  if ((first)); then return 1; fi
  fail "$NAME: the backup is truncated: it ends in its description."
}

header_value() { sed -n "s/^$1$TAB//p" | head -n 1; } # header_value NAME: from standard input

refuse_foreign() { # refuse_foreign HEADER
  local client server
  client=$(header_value client <"$1")
  if [[ $client != "$CLIENT" ]]; then fail "$NAME: the backup is one of $client."; fi
  server=$(header_value server <"$1")
  if ((server / 10000 > SERVER_VERSION / 10000)); then
    fail "$NAME: the backup is of PostgreSQL $((server / 10000)), and this server is $((SERVER_VERSION / 10000)): an older one can't restore it."
  fi
}

# All clients of the server share its disk. Log and sorting come on top of what a database takes.
refuse_without_room() { # refuse_without_room BYTES
  local room needed=$(($1 * 13 / 10))
  room=$(free_room)
  if ((room < needed)); then
    fail "$NAME: its database has $(megabytes "$1"), so restoring it takes $(megabytes "$needed") on the server's disk, which has $(megabytes "$room") free." \
      "Nothing was restored."
  fi
}

megabytes() { printf '%s MB' "$((($1 + 1048575) / 1048576))"; } # megabytes BYTES

# What only the superuser may do, and no client's code takes part in.
prepare_database() { # prepare_database NAME
  local kind name schema
  while IFS=$TAB read -r kind name schema; do
    case $kind in
      extension) add_extension "$1" "$name" "$schema" ;;
      role) add_role "$name" ;;
    esac
  done <"$WORKER/kept"
  while IFS= read -r schema; do give_schema "$1" "$schema"; done < <(extension_schemas)
  if has_extensions; then let_fill "$1" GRANT TO; fi
}

has_extensions() { grep -q "^extension$TAB" "$WORKER/kept"; }

extension_schemas() { awk -F'\t' '$1 == "extension" && $3 != "public" && $3 !~ /^pg_/ && !seen[$3]++ { print $3 }' "$WORKER/kept"; }

add_extension() { # add_extension DATABASE NAME SCHEMA
  sql "$1" --set=name="$2" --set=schema="$3" <<'SQL'
SET client_min_messages = warning;
SELECT set_config('search_path', 'pg_catalog', false) \g /dev/null
SELECT format('CREATE SCHEMA %I', :'schema') WHERE NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = :'schema') \gexec
CREATE EXTENSION IF NOT EXISTS :"name" WITH SCHEMA :"schema" CASCADE;
SQL
}

# Once all extensions are in it: nothing of a client's may be where the superuser makes one.
give_schema() { # give_schema DATABASE SCHEMA: to the client, as pg_restore would
  sql "$1" --set=schema="$2" --set=role="$ROLE" <<<'ALTER SCHEMA :"schema" OWNER TO :"role"'
}

# Rows that a client has added to an extension's own tables are in its dump, and it may not write there.
let_fill() { # let_fill DATABASE GRANT|REVOKE TO|FROM
  sql "$1" --set=grant="$2" --set=to="$3" --set=role="$ROLE" <<'SQL'
SET search_path = pg_catalog;
SELECT format('%s %s %s %s %I', :'grant', CASE relkind WHEN 'S' THEN 'UPDATE ON SEQUENCE' ELSE 'INSERT ON TABLE' END, c.oid::regclass, :'to', :'role')
  FROM pg_extension, unnest(extconfig) AS table_oid JOIN pg_class c ON c.oid = table_oid \gexec
SQL
}

# What the database itself has, once its contents are what they were, for a setting could be in their way. Nobody else gets
# into one that is only compared.
complete_database() { # complete_database NAME
  local kind name value grantable
  while IFS=$TAB read -r kind name value grantable; do
    case $kind:$1 in
      setting:*) set_database "$1" "$name" "$value" ;;
      grant:"$SCRATCH") ;;
      grant:*) grant_database "$1" "$name" "$value" "$grantable" ;;
    esac
  done <"$WORKER/kept"
}

grant_database() { # grant_database DATABASE ROLE PRIVILEGE GRANTABLE
  add_role "$2"
  sql postgres --set=database="$1" --set=role="$2" --set=privilege="$3" --set=grantable="$4" <<'SQL'
SELECT format('GRANT %s ON DATABASE %I TO %I%s', :'privilege', :'database', :'role', CASE :'grantable' WHEN 't' THEN ' WITH GRANT OPTION' END) \gexec
SQL
}

add_role() { # add_role NAME: one that may not log in, where the server does not have it
  if [[ $(sql postgres --set=name="$1" <<<"SELECT count(*) FROM pg_roles WHERE rolname = :'name'") == 0 ]]; then
    sql postgres --set=name="$1" <<<'CREATE ROLE :"name" NOLOGIN'
    echo "$NAME: the role $1 has rights in its database and was not there; it is now, without a login"
  fi
}

# As the client, who may set what it could have set itself. A list is kept as one, where a quoted text would be its only
# element.
set_database() { # set_database DATABASE NAME VALUE
  as_worker sql "$1" --set=database="$1" --set=role="$ROLE" --set=name="$2" --set=value="$3" <<'SQL' ||
SET ROLE :"role";
SELECT :'name' IN ('search_path', 'temp_tablespaces') AS list \gset
\if :list
SELECT pg_catalog.set_config(:'name', :'value', false) \g /dev/null
ALTER DATABASE :"database" SET :"name" FROM CURRENT;
\else
ALTER DATABASE :"database" SET :"name" = :'value';
\endif
SQL
    echo "$NAME: the setting $2 of its database is one that only the superuser may make; it is left out"
}

# Whatever has become of the job, this holds the lock no longer, and ends with it.
watch_progress() { # watch_progress DATABASE BYTES: until it is killed, or the job was
  local now
  if [[ ${LOCK:-} ]]; then exec {LOCK}>&-; fi
  # A child that sleeps would outlive the one that waits for it.
  while ! read -r -t 5 _ <>"$WORKER/never" && kill -0 "$$" 2>/dev/null; do
    now=$(sql postgres --set=name="$1" <<<"SELECT pg_database_size(:'name')" 2>/dev/null || echo 0)
    echo "$NAME: $((now / 1048576)) of about $(($2 / 1048576)) MB"
  done
}

compare() { # compare DATABASE: with the description
  sed -nE "s/^table${TAB}(.*)${TAB}[0-9]+${TAB}-?[0-9]+\$/\1/p" "$WORKER/kept" >"$WORKER/summed"
  as_worker sql "$1" --set=has_check="$(has_check)" --set=check="$(check_file)" --set=checked="$WORKER/checked" \
    --file="$LIBRARY/verify.sql" >"$WORKER/found"
  if grep -q "^check$TAB" "$WORKER/kept"; then checked_line >>"$WORKER/found"; fi
  if grep -q "^check${TAB}failed: " "$WORKER/found"; then
    fail "$NAME: its own check fails, so nothing is known of its backups: $(header_value check <"$WORKER/found")"
  fi
  if ! diff <(contents_lines "$WORKER/kept") <(contents_lines "$WORKER/found") >"$WORKER/differences"; then
    fail "$NAME: what was restored is not what was backed up (< backed up, > restored):" "$(grep '^[<>]' "$WORKER/differences" | head -n 10)"
  fi
}

contents_lines() { grep -E "^(table|large-objects|check)$TAB" "$1" | LC_ALL=C sort; }

show() { # show CLIENT SNAPSHOT|latest: its description
  use_client "$1"
  read_backup "$2" 2>/dev/null | sed '/^$/q' || true
}
