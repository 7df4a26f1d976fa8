# shellcheck shell=bash
# shellcheck disable=SC2016 # the scripts of the fakes expand what they hold

# The server answers what $SANDBOX/notes has of a database; what it is told to do is written down.
with_backups() { # with_backups LINE…: what `backup list` prints
  state "$(client_state client-1)"
  printf '%s\n' "$@" >"$SANDBOX/list"
  touch "$SANDBOX/notes"
  fake docker 'case "$*" in
    "ps --all --filter"*server=postgres\ *) echo owndom_postgres_dev ;;
    "ps --all --filter"*server=backups\ *) echo owndom_backups_dev ;;
    "exec owndom_backups_dev backup list client-1") cat "$SANDBOX/list" ;;
    "inspect --format {{.Image}} owndom_backups_dev") echo sha256:tools ;;
    "stop "*) if [[ -e $SANDBOX/stop.fails ]]; then echo "Error response from daemon" >&2; exit 1; fi ;;
    "inspect --format {{range .Mounts}}"*) if [[ -e $SANDBOX/inspect.fails ]]; then exit 1; fi; printf "/repository\tr\n/volumes/client-1/files\towndom_client_1_files_dev\n/volumes/client-10/files\tother\n" ;;
    "ps --all --filter volume=owndom_client_1_files_dev "*) echo client-1-backend-1a2b3c4 ;;
    "inspect --format {{.HostConfig.RestartPolicy.Name}} "*) echo unless-stopped ;;
    "run "*" put-back sha256:tools state") cat "$SANDBOX/files-state" 2>/dev/null || echo none ;;
    "start "*) if [[ -e $SANDBOX/start.fails ]]; then exit 1; fi ;;
    "run "*" put-back sha256:tools exchange") if [[ -e $SANDBOX/rename.fails ]]; then exit 1; fi ;;
    "run "*" put-back sha256:tools check") if [[ -e $SANDBOX/check.fails ]]; then exit 1; fi ;;
    "exec owndom_backups_dev backup verify "*)
      if [[ -e $SANDBOX/up-of-another ]]; then cat "$SANDBOX/up-of-another" >>"$SANDBOX/state.json"; fi
      if [[ -e $SANDBOX/backup.ends ]]; then kill -TERM "$(ps -o ppid= -p "$PPID")"; fi
      if [[ -e $SANDBOX/backup.fails ]]; then exit 1; fi ;;
    "exec owndom_backups_dev backup "*) if [[ -e $SANDBOX/backup.fails ]]; then echo "the dump is damaged"; exit 1; fi ;;
    "exec --interactive owndom_postgres_dev psql "*)
      sql=$(cat)
      printf "%s\n" "$sql" >>"$CALLS"
      case $sql in
        *shobj_description*) sed -n "s/^$(sed -nE "s/.*--set=name=([^ ]*).*/\1/p" <<<"$*")=//p" "$SANDBOX/notes" ;;
        *pg_shdepend*) cat "$SANDBOX/owned" 2>/dev/null ;;
        *"NOT datallowconn"*) if [[ -e $SANDBOX/opened ]]; then echo client_3_db; fi ;;
        BEGIN*) if [[ -e $SANDBOX/exchange.fails ]]; then rm "$SANDBOX/exchange.fails"; echo "being accessed by other users" >&2; exit 3; fi ;;
      esac ;;
  esac'
}

readonly TAB=$'\t'

two_backups() {
  with_backups "aaaa1111${TAB}2026-11-22T02:00:00Z${TAB}database${TAB}100${TAB}verified" \
    "cccc3333${TAB}2026-11-22T03:00:00Z${TAB}volumes${TAB}100${TAB}-" \
    "bbbb2222${TAB}2026-11-23T02:00:00Z${TAB}database${TAB}100${TAB}verified"
}

test_a_restore_is_made_beside_and_then_switched_to() {
  two_backups
  run 0 restore client-1 --yes
  contains "$(calls)" "backup restore-into client-1 bbbb2222 client_1_new"
  contains "$(calls)" 'ALTER DATABASE :"live" RENAME TO :"kept";'
  contains "$(calls)" "--set=live=client_1_db --set=restored=client_1_new --set=kept=client_1_old"
  contains "$OUTPUT" "./hosting restore client-1 --undo"
}

test_the_backup_is_the_last_one_until_that_time() {
  two_backups
  run 0 restore client-1 --yes --at 2026-11-22T23:59Z
  contains "$(calls)" "restore-into client-1 aaaa1111 "
  run 1 restore client-1 --yes --at 2026-11-21
  contains "$OUTPUT" "client-1 has no backup of its database that is 2026-11-21 or older"
  run 2 restore client-1 --yes --at 2026-13-45T00:00
  contains "$OUTPUT" "is no time"
}

test_a_time_without_a_z_is_local() {
  two_backups
  TZ=EST5 run 0 restore client-1 --yes --at 2026-11-22T21:00
  contains "$(calls)" "restore-into client-1 bbbb2222 "
  TZ=JST-9 run 0 restore client-1 --yes --at 2026-11-23T10:59
  contains "$(calls)" "restore-into client-1 aaaa1111 "
}

test_a_backup_is_chosen_by_its_id_but_not_one_of_volumes() {
  two_backups
  run 0 restore client-1 --yes --at aaaa1111
  contains "$(calls)" "restore-into client-1 aaaa1111 "
  run 1 restore client-1 --yes --at cccc3333
}

test_a_backup_that_does_not_restore_changes_nothing() {
  two_backups
  touch "$SANDBOX/backup.fails"
  run 1 restore client-1 --yes
  contains "$OUTPUT" "client_1_db was not touched, and serves"
  lacks "$(calls)" "RENAME"
}

test_what_was_set_aside_stays_closed_when_its_databases_change_places() {
  two_backups
  printf 'client_1_old=restored for client-1: what was there before\n' >"$SANDBOX/notes"
  run 0 restore client-1 --undo
  contains "$(calls)" 'ALTER DATABASE :"live" ALLOW_CONNECTIONS :open;'
}

test_nobody_is_restored_unasked() {
  two_backups
  run 1 restore client-1
  contains "$OUTPUT" "Nothing was changed."
  lacks "$(calls)" "restore-into"
}

test_sessions_in_the_way_are_ended_once_more() {
  two_backups
  touch "$SANDBOX/exchange.fails"
  run 0 restore client-1 --yes
  equal 2 "$(calls | grep -c '^BEGIN')"
}

test_a_kept_database_is_not_overwritten() {
  two_backups
  printf 'client_1_old=restored for client-1: what was there before\n' >"$SANDBOX/notes"
  run 1 restore client-1 --yes
  contains "$OUTPUT" "--confirm drops it"
  lacks "$(calls)" "restore-into"
  run 0 restore client-1 --undo
  contains "$(calls)" 'ALTER DATABASE :"kept" RENAME TO :"restored"'
  run 0 restore client-1 --confirm --yes
  contains "$(calls)" "DROP DATABASE"
}

test_without_a_kept_database_there_is_nothing_to_undo_or_confirm() {
  two_backups
  run 1 restore client-1 --undo
  run 1 restore client-1 --confirm --yes
  lacks "$(calls)" "DROP DATABASE"
}

test_a_restore_beside_takes_no_name_of_a_clients_database() {
  two_backups
  run 2 restore client-1 --into client_2_db
  run 2 restore client-1 --into postgres
  run 0 restore client-1 --into scratch
  contains "$(calls)" "restore-into client-1 bbbb2222 scratch"
  lacks "$(calls)" "RENAME"
}

test_nothing_is_restored_while_a_copy_follows_the_database() {
  two_backups
  printf '%s\n' '"client-1": "in use, copying to reports",' >>"$SANDBOX/state.json"
  run 1 restore client-1 --yes
  contains "$OUTPUT" "client-1 is on its way to server reports"
  contains "$OUTPUT" "./hosting move client-1 --to reports ends the move, ./hosting move client-1 --abandon takes it back"
  printf 'client_1_old=restored for client-1: what was there before\n' >"$SANDBOX/notes"
  run 1 restore client-1 --undo
  lacks "$(calls)" "RENAME"
}

test_an_archive_that_could_not_be_read_leaves_the_one_that_was_there() {
  two_backups
  echo before >files.tar
  touch "$SANDBOX/backup.fails"
  run 1 restore client-1 --archive files.tar
  equal before "$(cat files.tar)"
  rm "$SANDBOX/backup.fails"
  run 0 restore client-1 --archive files.tar
  equal '' "$(cat files.tar)"
  equal files.tar "$(echo files.tar*)"
}

test_only_what_a_restore_made_is_dropped() {
  two_backups
  printf 'other=-\nscratch=restored for client-1: its backup bbbb2222\n' >"$SANDBOX/notes"
  run 1 restore client-1 --drop other
  run 0 restore client-1 --drop scratch
  contains "$(calls)" "--set=name=scratch"
}

test_files_are_written_beside_and_then_exchanged_while_their_apps_stand_still() {
  two_backups
  run 0 restore client-1 --files --yes
  contains "$(calls)" "backup files client-1 cccc3333"
  contains "$(calls)" "--volume owndom_client_1_files_dev:/volumes/client-1/files --entrypoint put-back sha256:tools take 100"
  lacks "$(calls)" "other:"
  contains "$(calls | tr '\n' ' ')" "docker stop client-1-backend-1a2b3c4 docker run"
  contains "$(calls)" "docker start client-1-backend-1a2b3c4"
  contains "$OUTPUT" "./hosting restore client-1 --files --undo"
}

test_files_of_a_volume_that_was_not_used_any_more_come_back_by_the_id_of_their_backup() {
  two_backups
  printf 'eeee5555\t2026-11-24T03:00:00Z\tunused\t100\tverified\n' >>"$SANDBOX/list"
  run 0 restore client-1 --files --yes
  lacks "$(calls)" "backup files client-1 eeee5555"
  run 0 restore client-1 --files --yes --at eeee5555
  contains "$(calls)" "backup files client-1 eeee5555"
  run 1 restore client-1 --yes --at eeee5555
}

test_files_alone_are_not_what_the_backups_of_a_database_go_on_with() {
  two_backups
  run 0 restore client-1 --files --yes
  contains "$(calls)" "backup anew client-1"
  printf '    "urn": "urn:pulumi:dev::owndom::owndom:hosting:Estate$owndom:hosting:PostgresServer$postgresql:index/database:Database::client-1",\n' >>"$SANDBOX/state.json"
  rm "$CALLS"
  run 0 restore client-1 --files --yes
  lacks "$(calls)" "backup anew client-1"
}

test_files_that_are_not_what_was_backed_up_are_not_exchanged() {
  two_backups
  touch "$SANDBOX/check.fails"
  run 1 restore client-1 --files --yes
  contains "$OUTPUT" "The live ones were not touched."
  lacks "$(calls)" "docker stop"
  run 1 restore client-1 --files
  contains "$OUTPUT" "Nothing was changed."
}

test_kept_files_go_or_come_back_when_somebody_says_so() {
  two_backups
  run 1 restore client-1 --files --undo
  run 1 restore client-1 --files --confirm --yes
  echo kept >"$SANDBOX/files-state"
  run 1 restore client-1 --files --yes
  contains "$OUTPUT" "--files --confirm drops it"
  run 0 restore client-1 --files --undo
  contains "$(calls)" "put-back sha256:tools undo"
  run 1 restore client-1 --files --confirm
  lacks "$(calls)" "put-back sha256:tools drop"
  run 0 restore client-1 --files --confirm --yes
  contains "$(calls)" "put-back sha256:tools drop"
}

test_an_interrupted_exchange_of_files_goes_on() {
  two_backups
  echo half >"$SANDBOX/files-state"
  run 0 restore client-1 --files
  contains "$(calls)" "put-back sha256:tools exchange"
  lacks "$(calls)" "backup files"
}

test_a_failed_exchange_of_files_is_told_from_an_app_that_does_not_start() {
  two_backups
  touch "$SANDBOX/start.fails"
  run 1 restore client-1 --files --yes
  contains "$OUTPUT" "docker start client-1-backend-1a2b3c4"
  lacks "$OUTPUT" "were not exchanged"
  rm "$SANDBOX/start.fails"
  touch "$SANDBOX/rename.fails"
  run 1 restore client-1 --files --yes
  contains "$OUTPUT" "its files were not exchanged"
  contains "$(calls | tail -n 1)" "docker start client-1-backend-1a2b3c4"
}

test_files_are_not_exchanged_while_apps_could_not_be_stopped() {
  two_backups
  touch "$SANDBOX/stop.fails"
  run 1 restore client-1 --files --yes
  contains "$OUTPUT" "client-1: its apps could not be stopped, so its files were not exchanged."
  contains "$(calls | tail -n 1)" "docker start client-1-backend-1a2b3c4"
  lacks "$(calls)" "put-back sha256:tools exchange"
}

test_apps_that_an_interruption_has_left_stopped_are_started_by_the_same_command() {
  two_backups
  echo kept >"$SANDBOX/files-state"
  run 1 restore client-1 --files --yes
  contains "$(calls)" "docker start client-1-backend-1a2b3c4"
  run 0 restore client-1 --files --confirm --yes
  equal 2 "$(calls | grep -c 'docker start client-1-backend-1a2b3c4')"
}
