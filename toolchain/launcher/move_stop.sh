# shellcheck shell=bash
# What happens while a client that moves stands still: see move.sh. Each step ends with an error that it says itself.

# What does not depend on the copy goes beside it, for the client waits.
stand_still() {
  local beside copied=0
  close_source || return
  (same_definitions && leaves_nothing_behind && copy_sequences && copy_grants && copy_settings) &
  beside=$!
  if ! { catch_up 60 && refresh_views && compare_rows; }; then copied=1; fi
  wait "$beside" && ((copied == 0))
}

# Nobody but the superuser and what follows the database gets in any more, and who is in has to go.
close_source() {
  sql "$SOURCE" postgres --set=stop="$STOP" <<SQL || return
$END_OTHERS
$DECIDING
COMMENT ON ROLE :"mover" IS :'stop';
ALTER DATABASE :"db" CONNECTION LIMIT 0;
COMMIT;
SQL
  end_sessions
}

end_sessions() {
  local left deadline=$((SECONDS + 20))
  while true; do
    left=$(sessions_left) || return
    if [[ -z $left ]]; then return; fi
    if ((SECONDS > deadline)); then
      failed "Somebody is in its database still:" "$left"
      return 1
    fi
    sleep 0.1
  done
}

# One that connects has read the limit of before, perhaps, and is among the sessions only a moment later; until then it has a
# lock on the database. So the locks are looked at first.
sessions_left() {
  sql "$SOURCE" postgres <<'SQL'
SET client_min_messages = error;
SELECT count(*) AS connecting FROM pg_locks l JOIN pg_database d ON d.oid = objid
  WHERE locktype = 'object' AND classid = 'pg_database'::regclass AND datname = :'db' AND mode = 'RowExclusiveLock' \gset
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
  WHERE datname = :'db' AND backend_type = 'client backend' AND usename <> :'mover' \g /dev/null
SELECT count(pg_terminate_backend(pid, 2000)) FROM pg_stat_activity
  WHERE datname = :'db' AND backend_type = 'client backend' AND usename <> :'mover' \g /dev/null
SELECT format('process %s of %s, %s since %s', pid, usename, state, date_trunc('second', state_change)) FROM pg_stat_activity
  WHERE datname = :'db' AND backend_type = 'client backend' AND usename <> :'mover' LIMIT 5;
SELECT 'one that is connecting' WHERE :connecting > 0;
SELECT format('prepared transaction %s of %s: COMMIT PREPARED or ROLLBACK PREPARED ends it', gid, owner) FROM pg_prepared_xacts
  WHERE database = :'db' LIMIT 5;
SQL
}

leaves_nothing_behind() { # also of what was made since it was asked for the first time
  local found
  found=$(not_replicated) || return
  if [[ $found ]]; then
    failed "Something in its database is not replicated:" "$found"
    return 1
  fi
}

catch_up() { # catch_up SECONDS: until the copy has all that was written before this
  local written failures='' deadline=$((SECONDS + $1)) look=$((SECONDS + 3))
  written=$(sql "$SOURCE" postgres <<<'SELECT pg_current_wal_lsn()') || return
  while [[ $(has_everything "$written") != t ]]; do
    if ((SECONDS > deadline)); then
      failed "The copy has not caught up within $1 s."
      return 1
    fi
    if ((SECONDS > look)); then
      look=$((SECONDS + 3))
      failures=${failures:-$(copy_failures)}
      if (($(copy_failures) > failures + 2)); then
        failed "The copy fails again and again:" "$(errors_of_target)"
        return 1
      fi
    fi
    sleep 0.1
  done
}

has_everything() { # has_everything POSITION: until which it was written
  sql "$SOURCE" postgres --set=written="$1" <<'SQL'
SELECT confirmed_flush_lsn >= :'written' FROM pg_replication_slots WHERE slot_name = :'mover';
SQL
}

# They are not replicated. One that was not used since it was set begins with the value that it was set to.
copy_sequences() {
  scratch SEQUENCES
  sequence_states "$SOURCE" >"$SEQUENCES" || return
  sql_of_this_stop "$DATABASE" --output=/dev/null <"$SEQUENCES" || return
  compare_sequences
}

sequence_states() { # sequence_states CONTAINER: a statement for each, which makes it what it is there
  sql "$1" "$DATABASE" <<'SQL'
SELECT format('SELECT format(''SELECT setval(%%L, %%s, %%L);'', %1$L, last_value, is_called) FROM %1$s',
    format('%I.%I', schemaname, sequencename)) FROM pg_sequences
  ORDER BY schemaname COLLATE "C", sequencename COLLATE "C" \gexec
SQL
}

compare_sequences() {
  local differences
  scratch SEQUENCES_THERE
  sequence_states "$TARGET" >"$SEQUENCES_THERE" || return
  differences=$(sort "$SEQUENCES" "$SEQUENCES_THERE" | uniq -u)
  if [[ $differences ]]; then
    failed "The sequences of the copy are not what those of the original are:" "$(head -n 10 <<<"$differences")"
    return 1
  fi
}

# Materialized ones are made from what was copied, also when a stop before this one has made them already.
refresh_views() {
  local empty
  empty=$(sql "$SOURCE" "$DATABASE" <<<"SELECT format('%I.%I', nspname, relname) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind = 'm' AND NOT relispopulated") || return
  sql_of_this_stop "$DATABASE" --set=empty="$empty" <<'SQL'
SELECT format('REFRESH MATERIALIZED VIEW %I.%I %s', nspname, relname,
    CASE WHEN format('%I.%I', nspname, relname) = ANY (string_to_array(:'empty', E'\n')) THEN 'WITH NO DATA' END)
  FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind = 'm' ORDER BY c.oid \gexec
SQL
}

# While the client runs: of its large tables, those that nobody writes to. What was the same on both servers and was not
# written to since is not read again while it stands still.
readonly LARGE_BYTES=8388608

compare_early() {
  scratch STATES
  scratch EARLY
  table_states >"$STATES" || return
  row_sums_of_both '= ANY' "$(cut -d '|' -f 1 "$STATES")" | sort | uniq -d >"$EARLY"
}

# Of the large tables of the source: what tells that rows, columns or files have changed.
table_states() {
  sql "$SOURCE" "$DATABASE" --set=large="$LARGE_BYTES" <<'SQL'
SELECT format('%I.%I', nspname, relname), concat_ws(' ', relfilenode, pg_stat_get_tuples_inserted(c.oid),
    pg_stat_get_tuples_updated(c.oid), pg_stat_get_tuples_deleted(c.oid),
    (SELECT sum(hashtext(concat_ws(' ', attname, atttypid, attisdropped))) FROM pg_attribute WHERE attrelid = c.oid))
  FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
  WHERE relkind = 'r' AND nspname !~ '^pg_' AND nspname <> 'information_schema' AND pg_table_size(c.oid) >= :large;
SQL
}

unchanged() { # the lines of EARLY that are true still
  table_states | sort - "$STATES" | uniq -d | awk -F'|' 'NR == FNR { same[$1] = 1; next } $1 in same' - "$EARLY"
}

compare_rows() { # of every table, on both servers at once
  local known differences
  scratch ROWS
  known=$(unchanged) || return
  row_sums_of_both '<> ALL' "$(cut -d '|' -f 1 <<<"$known")" >"$ROWS" || return
  differences=$(sort "$ROWS" | uniq -u) || return
  if [[ $differences ]]; then
    failed "The copy is not what the original is (table, rows, checksum):" "$(head -n 10 <<<"$differences")"
    return 1
  fi
  say "  compared: $({ sort -u "$ROWS"; printf '%s' "$known"; } | awk -F'|' 'NF > 1 { rows += $2; n++ } END { printf "%d tables, %d rows, the same checksums", n, rows }')"
}

row_sums_of_both() { # row_sums_of_both TEST TABLES: each line twice, where they are the same
  local other status=0
  scratch SUMS
  row_sums "$SOURCE" "$@" >"$SUMS" &
  other=$!
  row_sums "$TARGET" "$@" || status=$?
  wait "$other" || status=$?
  cat "$SUMS"
  return "$status"
}

# t.* is the row, where t may be a column. record_out is PostgreSQL's own; a cast of a row may be one that the client has
# made, and would run as the superuser.
row_sums() { # row_sums CONTAINER TEST TABLES: of those whose names pass, such as '= ANY' of these
  sql "$1" "$DATABASE" --set=test="$2" --set=tables="$3" <<'SQL'
SET timezone = 'UTC'; SET datestyle = 'ISO'; SET intervalstyle = 'postgres'; SET extra_float_digits = 1; SET bytea_output = 'hex';
SELECT format('SELECT %L, count(*), coalesce(sum(hashtextextended(record_out(t.*)::text, 0)), 0) FROM %I.%I t', format('%I.%I', nspname, relname), nspname, relname)
  FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
  WHERE relkind = 'r' AND nspname !~ '^pg_' AND nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
    AND format('%I.%I', nspname, relname) :test (string_to_array(:'tables', E'\n'))
  ORDER BY nspname COLLATE "C", relname COLLATE "C" \gexec
SQL
}

# Rights in the database itself, which a dump of its definitions leaves out. Nobody is let in who was not named: PUBLIC is not.
copy_grants() {
  copy_roles || return
  scratch GRANTS
  sql "$SOURCE" postgres >"$GRANTS" <<'SQL' || return
SELECT format('GRANT %s ON DATABASE %I TO %I%s;', privilege_type, datname, rolname, CASE WHEN is_grantable THEN ' WITH GRANT OPTION' END)
  FROM pg_database, aclexplode(datacl) JOIN pg_roles r ON r.oid = grantee
  WHERE datname = :'db' AND grantee <> datdba AND rolname NOT IN (:'mover', 'postgres');
SQL
  {
    cat <<'SQL'
SELECT DISTINCT format('REVOKE ALL ON DATABASE %I FROM %I CASCADE', datname, rolname)
  FROM pg_database, aclexplode(datacl) JOIN pg_roles r ON r.oid = grantee
  WHERE datname = :'db' AND grantee <> datdba AND rolname <> 'postgres' \gexec
SQL
    cat "$GRANTS"
  } | sql_of_this_stop postgres --single-transaction
}

# Of the database, which a dump of its definitions leaves out. In hexadecimal, for a value may have several lines.
copy_settings() {
  local name value settings
  settings=$(sql "$SOURCE" "$DATABASE" <<'SQL'
SELECT split_part(s, '=', 1), encode(convert_to(substr(s, strpos(s, '=') + 1), 'UTF8'), 'hex') FROM pg_db_role_setting, unnest(setconfig) s
  WHERE setrole = 0 AND setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database());
SQL
  ) || return
  while IFS='|' read -r name value; do
    if [[ -n $name ]] && ! copy_setting "$name" "$value"; then say "  the setting $name of its database is none that $TARGET knows; it is left out"; fi
  done <<<"$settings"
}

copy_setting() { # copy_setting NAME VALUE: a list is kept as one, where a quoted text would be its only element
  sql_of_this_stop postgres --set=name="$1" --set=value="$2" <<'SQL'
SELECT convert_from(decode(:'value', 'hex'), 'UTF8') AS value, :'name' IN ('search_path', 'temp_tablespaces') AS list \gset
\if :list
SELECT set_config(:'name', :'value', false) \g /dev/null
ALTER DATABASE :"db" SET :"name" FROM CURRENT;
\else
ALTER DATABASE :"db" SET :"name" = :'value';
\endif
SQL
}
