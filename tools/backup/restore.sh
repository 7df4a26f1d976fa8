# shellcheck shell=bash
# Restores a backup into a new database, and compares what is there then with what was there when it was taken.

# A dump begins with its table of contents, which pg_restore has to see twice.
readonly CONTENTS_BYTES=33554432

restore_into() { # restore_into CLIENT SNAPSHOT|latest DATABASE
  use_client "$1"
  if database_exists "$3"; then fail "$NAME: there is a database $3 already, so nothing is restored into it."; fi
  echo "$NAME: restoring backup $2 into $3"
  become_workers "$ROLE"
  restore_checked "$2" "$3" compare_and_analyze
  echo "$NAME: $3 holds backup $2: $(tables) tables as they were at $(sed -n "s/^taken$TAB//p" "$WORKER/kept")"
}

tables() { grep -c "^table$TAB" "$WORKER/kept"; }

restore_checked() { # restore_checked SNAPSHOT DATABASE COMPARISON
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
restore_stream() { # restore_stream DATABASE COMPARISON
  local status
  rm -f "$WORKER"/{kept,created,never,checked}
  set +e
  (set -eo pipefail; restore_whole "$@")
  status=$?
  set -e
  rm -f "$WORKER/contents"
  if ((status)); then drop_created "$1"; fi
  return "$status"
}

drop_created() { # drop_created DATABASE: unless it was there before
  if [[ -e $WORKER/created ]]; then drop_database "$1"; fi
  rm -f "$WORKER/created"
}

restore_whole() { # restore_whole DATABASE COMPARISON
  local bytes CEILING
  read_header
  refuse_foreign
  bytes=${HEADER[bytes]}
  CEILING=$(ceiling "$bytes")
  : >"$WORKER/created"
  create_with_room "$1" "$bytes"
  prepare_database "$1"
  head -c "$CONTENTS_BYTES" >"$WORKER/contents"
  list_contents >"$WORKER/list" || fail "$NAME: its dump is damaged: it has no table of contents."
  mkfifo "$WORKER/never"
  watch_progress "$1" "$bytes" &
  local watcher=$! status=0
  # Nobody sees the database before it is whole, and what makes it seen is on the disk after all that was restored.
  cat "$WORKER/contents" - | PGOPTIONS="$PGOPTIONS -c synchronous_commit=off" as_worker bounded pg_restore --dbname="$1" --role="$ROLE" --no-owner --exit-on-error --use-list="$WORKER/list" || status=$?
  kill "$watcher" 2>/dev/null || true
  ((status == 0)) || return "$status"
  if has_extensions; then let_fill "$1" REVOKE FROM; fi
  "$2" "$1"
}

compare_and_analyze() { # compare_and_analyze DATABASE
  compare "$1"
  as_worker sql "$1" <<<'SET client_min_messages = error; ANALYZE;'
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

# From standard input, into the file kept. Sets HEADER to what the restore goes by.
read_header() {
  local line text='' ended=''
  declare -gA HEADER=()
  while [[ ! $ended ]] && IFS= read -r line; do
    if [[ ! $text && $line != "owndom-backup${TAB}1" ]]; then refuse_unreadable; fi
    if [[ $line ]]; then text+=$line$'\n'; else ended=1; fi
    case ${line%%"$TAB"*} in
      client | server | bytes | locale | extension | check) HEADER[${line%%"$TAB"*}]=${line#*"$TAB"} ;;
    esac
  done
  if [[ ! $text ]]; then return 1; fi
  printf '%s' "$text" >"$WORKER/kept"
  if [[ ! $ended ]]; then fail "$NAME: the backup is truncated: it ends in its description."; fi
  if [[ ! ${HEADER[server]:-} =~ ^[0-9]+$ || ! ${HEADER[bytes]:-} =~ ^[0-9]+$ ]]; then refuse_unreadable; fi
}

refuse_unreadable() { fail "$NAME: this is no backup that this version can read."; }

refuse_foreign() {
  if [[ ${HEADER[client]:-} != "$CLIENT" ]]; then fail "$NAME: the backup is one of ${HEADER[client]:-}."; fi
  if ((HEADER[server] / 10000 > SERVER_VERSION / 10000)); then
    fail "$NAME: the backup is of PostgreSQL $((HEADER[server] / 10000)), and this server is $((SERVER_VERSION / 10000)): an older one can't restore it."
  fi
}

# All clients of the server share its disk. Log and sorting come on top of what a database takes.
create_with_room() { # create_with_room DATABASE BYTES
  local room needed=$(($2 * 13 / 10)) beside
  beside=$(needed_beside "$needed")
  room=$(create_database "$1" $((needed + beside)))
  room=$((room > beside ? room - beside : 0))
  if ((room < needed)); then
    fail "$NAME: its database has $(megabytes "$2"), so restoring it takes $(megabytes "$needed") on the server's disk, which has $(megabytes "$room") free." \
      "Nothing was restored."
  fi
}

# What the other lane is about to write, in bytes. Each says first what it needs itself, so of two one sees the other.
needed_beside() { # needed_beside NEEDED
  local other needed sum=0
  if [[ ${LANE:-} ]]; then
    echo "$1" >"$MARKS/needed.$LANE"
    for other in "${LANES[@]}"; do
      needed=0
      if [[ $other != "$LANE" ]]; then { read -r needed <"$MARKS/needed.$other"; } 2>/dev/null || true; fi
      sum=$((sum + needed))
    done
  fi
  echo "$sum"
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

has_extensions() { [[ ${HEADER[extension]:-} ]]; }

extension_schemas() {
  if ! has_extensions; then return; fi
  awk -F'\t' '$1 == "extension" && $3 != "public" && $3 !~ /^pg_/ && !seen[$3]++ { print $3 }' "$WORKER/kept"
}

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
      grant:"$SCRATCH"*) ;;
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

# Two lanes may be about to make the same.
add_role() { # add_role NAME: one that may not log in, where the server does not have it
  sql postgres --set=name="$1" --set=said="$NAME: the role $1 has rights in its database and was not there; it is now, without a login" <<'SQL'
SELECT pg_advisory_lock(hashtext('hosting roles')) \g /dev/null
SELECT count(*) = 0 AS is_missing FROM pg_roles WHERE rolname = :'name' \gset
\if :is_missing
CREATE ROLE :"name" NOLOGIN;
\echo :said
\endif
SQL
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
  if [[ ${HEADER[check]:-} ]]; then compare_check; fi
  refuse_different
}

compare_check() {
  local line
  line=$(checked_line)
  if [[ $line == "check${TAB}failed: "* ]]; then
    fail "$NAME: its own check fails, so nothing is known of its backups: ${line#check"$TAB"}"
  fi
  printf '%s\n' "$line" >>"$WORKER/found"
}

# No line is in either file twice.
refuse_different() {
  local differences
  differences=$(awk -F'\t' '
    !/^(table|large-objects|check)\t/ { next }
    NR == FNR { kept[$0] = 1; next }
    $0 in kept { delete kept[$0]; next }
    { print "> " $0 }
    END { for (line in kept) print "< " line }' "$WORKER/kept" "$WORKER/found")
  if [[ $differences ]]; then
    fail "$NAME: what was restored is not what was backed up (< backed up, > restored):" "$(sort --key=2 <<<"$differences" | head -n 10)"
  fi
}

show() { # show CLIENT SNAPSHOT|latest: its description
  use_client "$1"
  read_backup "$2" 2>/dev/null | sed '/^$/q' || true
}
