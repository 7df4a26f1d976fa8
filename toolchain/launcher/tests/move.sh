# shellcheck shell=bash
# shellcheck disable=SC2016 # the scripts of the fakes expand what they hold

movable() { # movable STATE: client-1 is there, and so are two servers
  state "$(client_state client-1)" '"urn": "urn:pulumi:dev::owndom::owndom:hosting:Estate$docker:index/container:Container::publish",' \
    '            "client-1": "'"$1"'",'
  fake docker 'launcher() { # the outermost
    local process=$PPID parent
    while parent=$(ps -o ppid= -p "$process" | tr -d " ") && [[ $parent -gt 1 && $(ps -o args= -p "$parent") == *checkout/hosting* ]]; do process=$parent; done
    echo $process
  }
  case "$1 $*" in
    "ps "*"server=postgres-reports "*) echo owndom_postgres-reports_dev ;;
    "ps "*"server=postgres "*) echo owndom_postgres_dev ;;
    "ps "*"server=backups-reports "*) if [[ -e $SANDBOX/backed-up ]]; then echo owndom_backups-reports_dev; fi ;;
    "ps "*"{{.Label "*) if [[ -e $SANDBOX/backed-up ]]; then echo postgres-reports; fi ;;
    "exec "*"backup status") cat "$SANDBOX/backed-up" ;;
    "exec "*"backup list client-1") cat "$SANDBOX/list" 2>/dev/null ;;
    "exec "*"backup verify client-1") [[ ! -e $SANDBOX/backup.fails ]] ;;
    "exec "*pg_dump*)
      echo "CREATE TABLE note ();"
      if [[ -e $SANDBOX/closed && -e $SANDBOX/new-function ]]; then cat "$SANDBOX/new-function"; fi ;;
    "exec "*)
      statements=$(cat; echo "$*")
      printf "sql %s: %s\n" "$(grep -o "owndom_postgres[a-z-]*_dev" <<<"$*" | head -n 1)" "$statements" >>"$CALLS"
      case $statements in
        *"CONNECTION LIMIT 0"*) touch "$SANDBOX/closed" ;;
        *committed*)
          if [[ -e $SANDBOX/term-before ]]; then kill -TERM $(launcher); sleep 1; exit 1; fi
          if [[ -e $SANDBOX/overtaken ]]; then exit; fi
          if [[ ! -e $SANDBOX/not-committed ]]; then echo moved >"$SANDBOX/moved"; fi
          if [[ -e $SANDBOX/term-after ]]; then kill -TERM $(launcher); sleep 1; fi
          if [[ -e $SANDBOX/no-answer ]]; then exit 2; fi
          echo committed ;;
        *opened*) echo opened ;;
        *"SELECT 1 FROM pg_database"*) echo 1 ;;
        *"gone"*) if [[ -e $SANDBOX/gone ]]; then echo gone; fi ;;
        *pg_drop_replication_slot*) [[ ! -e $SANDBOX/slot.fails || ! -e $SANDBOX/moved ]] ;;
        *pg_sequences*)
          echo "SELECT setval(invoices, 1, false);"
          if [[ -e $SANDBOX/other-sequences && $statements == *reports* ]]; then echo "SELECT setval(tickets, 1, true);"; fi ;;
        *pg_locks*) cat "$SANDBOX/session" 2>/dev/null || true ;;
        *dbid*datname*"ORDER BY 1"*) cat "$SANDBOX/scratch" 2>/dev/null ;;
        *server_version_num*) echo 170005 ;;
        *"SHOW wal_level"*) echo logical ;;
        *pg_available_extensions*) echo 1 ;;
        *"count(*) FILTER"*) echo "2|2|8 MB" ;;
        *apply_error_count*) echo 0 ;;
        *pg_current_wal_lsn*) echo 0/10 ;;
        *confirmed_flush_lsn*) echo t ;;
        *"moved here %"*)
          if [[ -e $SANDBOX/silent || ( -e $SANDBOX/silent-once-closed && -e $SANDBOX/closed ) ]]; then exit 2; fi
          cat "$SANDBOX/moved" 2>/dev/null || true ;;
        *"moved here from .*"*) echo 2026-11-29T16:24:27Z ;;
        *pg_stat_get_tuples*) 
        if [[ -e $SANDBOX/large ]]; then cat "$SANDBOX/large"; fi
        if [[ -e $SANDBOX/written ]]; then echo "public.big|8" >"$SANDBOX/large"; fi ;;
        *"= ANY"*) if [[ -e $SANDBOX/large ]]; then echo "public.big|9|3"; fi ;;
        *hashtextextended*) if [[ $statements == *reports* ]]; then cat "$SANDBOX/more-rows" 2>/dev/null || true; fi
        if [[ -e $SANDBOX/differs && $statements == *reports* ]]; then echo "note|1|2"; else echo "note|2|3"; fi ;;
        *pg_largeobject*) cat "$SANDBOX/unmovable" 2>/dev/null || true ;;
      esac ;;
  esac'
}

test_a_move_copies_stops_compares_and_switches() {
  movable 'in use'
  run 0 move client-1 --to reports
  contains "$(calls)" "CREATE SUBSCRIPTION"
  contains "$(calls)" "CONNECTION LIMIT 0"
  equal 2 "$(calls | grep -c '^pulumi up')"
  contains "$OUTPUT" "compared: 1 tables, 2 rows, the same checksums"
  contains "$OUTPUT" "client-1 is on reports. It stood still for"
  contains "$OUTPUT" "./hosting move client-1 --confirm drops it"
}

opens() { # opens CALLS: how often the source was opened to all
  grep -c 'ALTER DATABASE :"db" CONNECTION LIMIT -1' <<<"$1" || true
}

test_a_move_that_is_told_to_end_after_it_was_committed_leaves_the_source_closed() {
  movable 'in use'
  touch "$SANDBOX/term-after"
  run 130 move client-1 --to reports
  equal 0 "$(opens "$(calls)")"
  contains "$OUTPUT" "client-1's data is on reports already, and it stands still until ./hosting move client-1 --to reports"
  state "$(client_state client-1)" '            "client-1": "in use, copying to reports",'
  run 0 move client-1 --to reports
  equal 0 "$(opens "$(calls)")"
  contains "$OUTPUT" "client-1 is on reports."
}

test_a_move_that_is_told_to_end_before_it_was_committed_opens_the_source() {
  movable 'in use'
  touch "$SANDBOX/term-before"
  run 130 move client-1 --to reports
  equal 1 "$(opens "$(calls)")"
  contains "$OUTPUT" "Interrupted: client-1 was not moved, and is served from postgres as before"
}

test_a_move_whose_commit_was_not_answered_goes_on_where_the_target_says_that_it_was() {
  movable 'in use'
  touch "$SANDBOX/no-answer"
  run 0 move client-1 --to reports
  equal 0 "$(opens "$(calls)")"
  contains "$OUTPUT" "client-1 is on reports."
}

test_a_move_whose_commit_failed_opens_the_source() {
  movable 'in use'
  touch "$SANDBOX/no-answer" "$SANDBOX/not-committed"
  run 1 move client-1 --to reports
  equal 1 "$(opens "$(calls)")"
  contains "$OUTPUT" "client-1 was not moved, and is served from postgres as before"
}

test_a_source_stays_closed_while_the_target_does_not_answer() {
  movable 'in use'
  touch "$SANDBOX/differs" "$SANDBOX/silent-once-closed"
  run 1 move client-1 --to reports
  equal 0 "$(opens "$(calls)")"
  contains "$OUTPUT" "client-1 stands still: whether its data is on reports for good can't be asked"
  contains "$OUTPUT" "./hosting move client-1 --to reports goes on, --abandon opens it again"
  state "$(client_state client-1)" '            "client-1": "in use, copying to reports",'
  run 1 move client-1 --abandon
  run 1 move client-1 --to reports
  run 1 up
  contains "$OUTPUT" "Server reports does not answer, and client-1 is on its way there"
  equal 0 "$(opens "$(calls)")"
  rm "$SANDBOX/silent-once-closed"
  run 0 move client-1 --abandon
  equal 1 "$(opens "$(calls)")"
}

test_a_move_that_another_has_overtaken_is_not_committed() {
  movable 'in use'
  touch "$SANDBOX/overtaken"
  run 1 move client-1 --to reports
  contains "$OUTPUT" "Another ./hosting move of this client has taken over"
  equal 1 "$(calls | grep -c '^pulumi up')"
}

test_a_slot_that_stays_holds_up_no_client_and_opens_nothing() {
  movable 'in use'
  touch "$SANDBOX/slot.fails"
  run 0 move client-1 --to reports
  equal 0 "$(opens "$(calls)")"
  contains "$OUTPUT" "What the copy needed on postgres is still there; --confirm removes it."
  contains "$OUTPUT" "client-1 is on reports."
}

test_the_commit_is_one_transaction_and_nothing_of_the_copy_goes_before() {
  local committed
  movable 'in use'
  run 0 move client-1 --to reports
  committed=$(calls | grep -n "SELECT 'committed'" | cut -d: -f1)
  contains "$(calls | sed -n "$((committed - 4)),${committed}p")" 'ALTER SUBSCRIPTION :"mover" DISABLE;
COMMENT ON DATABASE :"db" IS :'"'note'"';
COMMIT;'
  ((committed < $(calls | grep -n 'DROP PUBLICATION IF EXISTS' | tail -n 1 | cut -d: -f1)))
}

test_sequences_that_differ_leave_the_client_where_it_is() {
  movable 'in use'
  touch "$SANDBOX/other-sequences"
  run 1 move client-1 --to reports
  contains "$OUTPUT" "The sequences of the copy are not what those of the original are"
  equal 1 "$(opens "$(calls)")"
}

test_definitions_that_change_during_the_copy_are_not_left_behind() {
  movable 'in use'
  echo '-- Name: tax(numeric); Type: FUNCTION; Schema: public; Owner: client_1
CREATE FUNCTION tax(numeric) RETURNS numeric;' >"$SANDBOX/new-function"
  run 1 move client-1 --to reports
  contains "$OUTPUT" "changed while they were copied"
  contains "$OUTPUT" "tax(numeric); Type: FUNCTION"
  contains "$OUTPUT" "client-1 was not moved, and is served from postgres as before"
  equal 1 "$(opens "$(calls)")"
}

test_a_session_that_does_not_end_leaves_the_client_where_it_is() {
  movable 'in use'
  sed -i 's/SECONDS + 20/SECONDS + 1/' toolchain/launcher/move_stop.sh
  echo 'process 4711 of client-1-login-1a2b3c4, active since 16:24' >"$SANDBOX/session"
  run 1 move client-1 --to reports
  contains "$OUTPUT" "process 4711 of client-1-login-1a2b3c4"
  equal 1 "$(opens "$(calls)")"
  lacks "$(calls)" "SELECT 'committed'"
}

test_no_password_is_on_a_command_line() {
  movable 'in use'
  run 0 move client-1 --to reports
  lacks "$(calls | grep '^docker')" "password="
}

test_a_copy_that_differs_leaves_the_client_where_it_is() {
  movable 'in use'
  touch "$SANDBOX/differs"
  run 1 move client-1 --to reports
  contains "$OUTPUT" "The copy is not what the original is"
  contains "$OUTPUT" "client-1 was not moved, and is served from postgres as before"
  equal 1 "$(opens "$(calls)")"
  equal 1 "$(calls | grep -c '^pulumi up')"
}

test_a_copy_that_differs_in_many_tables_leaves_the_client_where_it_is() {
  movable 'in use'
  seq -f 'table%g|1|2' 20000 >"$SANDBOX/more-rows"
  run 1 move client-1 --to reports
  contains "$OUTPUT" "The copy is not what the original is"
  contains "$OUTPUT" "client-1 was not moved, and is served from postgres as before"
}

test_a_large_table_that_nobody_writes_to_is_not_read_while_the_client_stands_still() {
  movable 'in use'
  echo 'public.big|7' >"$SANDBOX/large"
  run 0 move client-1 --to reports
  equal 2 "$(calls | grep '^docker' | grep -c -- '--set=test=<> ALL --set=tables=public.big')"
  contains "$OUTPUT" "compared: 2 tables, 11 rows"
}

test_a_large_table_that_was_written_to_meanwhile_is_compared_again() {
  movable 'in use'
  echo 'public.big|7' >"$SANDBOX/large"
  touch "$SANDBOX/written"
  run 0 move client-1 --to reports
  equal 0 "$(calls | grep -c -- '--set=test=<> ALL --set=tables=public.big' || true)"
  contains "$OUTPUT" "compared: 1 tables, 2 rows"
}

test_what_can_not_be_moved_changes_nothing() {
  movable 'in use'
  echo '3 large objects are not replicated' >"$SANDBOX/unmovable"
  run 1 move client-1 --to reports
  contains "$OUTPUT" "3 large objects are not replicated"
  lacks "$(calls)" "pulumi up"
  lacks "$(calls)" "CREATE PUBLICATION"
}

test_what_is_moved_already_is_only_switched() {
  movable 'in use, copying to reports'
  echo moved >"$SANDBOX/moved"
  run 0 move client-1 --to reports
  lacks "$(calls)" "CREATE SUBSCRIPTION"
  equal 1 "$(calls | grep -c '^pulumi up')"
  contains "$OUTPUT" "its data is on reports already"
}

test_an_update_in_the_middle_of_a_switch_is_refused() {
  movable 'in use, copying to reports'
  echo moved >"$SANDBOX/moved"
  run 1 up
  contains "$OUTPUT" "./hosting move client-1 --to reports ends it"
  run 1 preview client-1
  run 1 rollback client-1
  contains "$OUTPUT" "./hosting move client-1 --to reports ends it"
  lacks "$(calls)" "pulumi up"
  lacks "$(calls)" "config set"
}

test_an_update_is_refused_where_nobody_can_tell_whether_the_data_moved() {
  movable 'in use, copying to reports'
  touch "$SANDBOX/silent"
  run 1 up
  contains "$OUTPUT" "Server reports does not answer, and client-1 is on its way there"
  contains "$OUTPUT" "./hosting logs postgres-reports says why."
  run 1 preview client-1
  run 1 rollback client-1
  lacks "$(calls)" "pulumi up"
}

test_an_update_during_a_copy_goes_on() {
  movable 'in use, copying to reports'
  run 0 up
  contains "$(calls | grep '^sql')" "owndom_postgres-reports_dev"
}

test_an_update_without_a_move_asks_no_server() {
  movable 'in use on reports, moved from postgres'
  run 0 up
  lacks "$(calls)" "moved here"
}

test_a_client_that_is_there_is_not_moved() {
  movable 'in use on reports'
  run 0 move client-1 --to reports
  contains "$OUTPUT" "client-1 is on reports. There is nothing to move."
  lacks "$(calls)" "pulumi up"
}

test_a_client_that_is_on_its_way_does_not_move_to_where_it_is() {
  movable 'in use, copying to reports'
  run 1 move client-1 --to postgres
  contains "$OUTPUT" "client-1 is on postgres, and on its way to reports; nothing was changed."
  lacks "$(calls)" "ALLOW_CONNECTIONS"
  lacks "$(calls)" "pulumi up"
}

test_what_was_left_behind_is_dropped_when_a_person_says_so() {
  movable 'in use on reports, moved from postgres'
  run 1 move client-1 --confirm
  lacks "$(calls)" "DROP DATABASE"
  run 0 move client-1 --confirm --yes
  contains "$(calls | grep 'owndom_postgres_dev')" "DROP DATABASE"
  lacks "$(calls | grep 'owndom_postgres-reports_dev')" "DROP DATABASE"
}

test_nothing_is_dropped_while_the_new_server_has_no_verified_backup() {
  movable 'in use on reports, moved from postgres'
  printf 'repository\t-\nclient-1\tgreen\n' >"$SANDBOX/backed-up"
  touch "$SANDBOX/backup.fails"
  run 1 move client-1 --confirm --yes
  contains "$OUTPUT" "client-1 has no verified backup on reports, so nothing was dropped"
  lacks "$(calls)" "DROP DATABASE"
  lacks "$(calls)" "COMMENT ON DATABASE :\"db\" IS NULL"
  rm "$SANDBOX/backup.fails"
  run 0 move client-1 --confirm --yes
  contains "$(calls | grep -E 'backup verify|DROP DATABASE' | tail -n 2 | head -n 1)" "owndom_backups-reports_dev backup verify client-1"
}

test_a_backup_that_was_verified_since_the_move_is_enough() {
  movable 'in use on reports, moved from postgres'
  printf 'client-1\tgreen\n' >"$SANDBOX/backed-up"
  printf 'aaaa1111\t2026-11-29T16:20:00Z\tdatabase\t100\tverified\nbbbb2222\t2026-11-29T17:00:00Z\tdatabase\t100\t-\n' >"$SANDBOX/list"
  run 0 move client-1 --confirm --yes
  contains "$(calls)" "backup verify client-1"
  rm "$CALLS"
  printf 'bbbb2222\t2026-11-29T17:00:00Z\tdatabase\t100\tverified\n' >"$SANDBOX/list"
  run 0 move client-1 --confirm --yes
  lacks "$(calls)" "backup verify client-1"
}

test_a_client_that_is_not_backed_up_needs_no_backup() {
  movable 'in use on reports, moved from postgres'
  printf 'client-2\tgreen\n' >"$SANDBOX/backed-up"
  run 0 move client-1 --confirm --yes
  lacks "$(calls)" "backup now"
}

test_an_owner_that_has_more_than_what_was_moved_is_named_and_nothing_dropped() {
  movable 'in use on reports, moved from postgres'
  printf 'client_1_old\nscratch\n' >"$SANDBOX/scratch"
  run 1 move client-1 --confirm --yes
  contains "$OUTPUT" "client-1 has more on postgres than what was moved: client_1_old scratch. Nothing was dropped."
  contains "$OUTPUT" "docker exec owndom_postgres_dev dropdb --username=postgres NAME"
  lacks "$(calls)" "DROP DATABASE"
}

test_a_move_that_is_not_done_can_be_abandoned() {
  movable 'in use, copying to reports'
  run 0 move client-1 --abandon
  contains "$(calls)" "CONNECTION LIMIT -1"
  contains "$(calls | grep 'owndom_postgres-reports_dev')" "DROP DATABASE"
  contains "$OUTPUT" "client-1 stays on postgres."
  echo moved >"$SANDBOX/moved"
  run 1 move client-1 --abandon
  contains "$OUTPUT" "there is no way back"
}

test_what_an_interrupted_end_has_left_in_the_state_goes_first() {
  local urn='urn:pulumi:dev::owndom::owndom:hosting:Estate$owndom:hosting:PostgresServer$postgresql:index/role:Role::client-1@reports'
  movable 'in use'
  printf '    "urn": "%s",\n' "$urn" >>"$SANDBOX/state.json"
  run 1 move client-1 --confirm --yes
  lacks "$(calls)" "pulumi up"
  touch "$SANDBOX/gone"
  run 0 move client-1 --confirm --yes
  contains "$(calls)" "pulumi state unprotect $urn --yes"
  equal 1 "$(calls | grep -c '^pulumi up')"
  contains "$OUTPUT" "What client-1 had on reports is dropped."
  lacks "$(calls)" "DROP DATABASE"
}

test_a_move_needs_to_know_where() {
  run 2 move client-1
  run 2 move --to reports
  run 2 move client-1 --to
}

test_a_server_that_is_not_there_is_said() {
  movable 'in use'
  run 1 move client-1 --to nowhere
  contains "$OUTPUT" "There is no server nowhere in stack dev on this machine. Servers: postgres"
  equal 0 "$(calls | grep -c '^pulumi up')"
}
