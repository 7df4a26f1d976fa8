# shellcheck shell=bash
# shellcheck disable=SC2016 # $ stands in the names of types, and the fakes expand what they hold

forgotten() { # forgotten STATE…: two containers make backups, in which there are two of client-3
  state "$(client_state client-1)" "$@"
  fake docker 'case "$*" in
    "ps --all "*"server="*) ;;
    "ps --all "*) printf "owndom_backups-reports_dev\nowndom_backups_dev\nowndom_postgres_dev\n" ;;
    exec*"backup list client-3") printf "1a2b\t2026-11-22T02:00:00Z\tdatabase\t100\t-\n3c4d\t2026-11-23T02:00:00Z\tdatabase\t100\tverified\n" ;;
    exec*"backup erase "*) if [[ -e $SANDBOX/erase.fails ]]; then exit 1; fi ;;
  esac'
}

test_backups_of_a_forgotten_client_are_erased_on_every_server_when_it_is_named() {
  forgotten
  run 0 backups client-3 --erase --name client-3
  contains "$OUTPUT" "what is client-3's in 2 backups, from 2026-11-22T02:00:00Z to 2026-11-23T02:00:00Z"
  equal 2 "$(calls | grep -c 'backup erase client-3')"
  contains "$(calls | tail -n 1)" "backup erase client-3 everywhere"
}

test_what_is_left_everywhere_waits_for_each_servers_own() {
  forgotten
  touch "$SANDBOX/erase.fails"
  run 1 backups client-3 --erase --name=client-3
  lacks "$(calls)" "everywhere"
}

test_another_name_erases_nothing() {
  forgotten
  run 1 backups client-3 --erase --name client-1
  run 1 backups client-3 --erase
  contains "$OUTPUT" "./hosting backups client-3 --erase --name client-3"
  run 2 backups client-3 --erase --name
  run 2 backups client-3 --erase --yes
  lacks "$(calls)" "backup erase"
}

test_backups_of_a_client_whose_data_are_there_are_not_erased() {
  forgotten '    "urn": "urn:pulumi:dev::owndom::owndom:hosting:Estate$owndom:hosting:PostgresServer$postgresql:index/database:Database::client-3",'
  run 1 backups client-1 --erase --name client-1
  contains "$OUTPUT" "Remove its line"
  run 1 backups client-3 --erase --name client-3
  contains "$OUTPUT" "./hosting forget client-3 drops what is set aside"
  lacks "$(calls)" "backup erase"
}

test_backups_of_a_client_whose_data_are_on_a_further_server_are_not_erased() {
  forgotten '    "urn": "urn:pulumi:dev::owndom::owndom:hosting:Estate$owndom:hosting:PostgresServer$postgresql:index/database:Database::client-3@reports",'
  run 1 backups client-3 --erase --name client-3
  contains "$OUTPUT" "./hosting forget client-3 drops what is set aside"
  lacks "$(calls)" "backup erase"
}

test_who_is_in_no_backup_is_not_erased() {
  forgotten
  run 1 backups client-4 --erase --name client-4
  contains "$OUTPUT" "client-4 is in no backup."
}
