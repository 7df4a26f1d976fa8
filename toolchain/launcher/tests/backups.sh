# shellcheck shell=bash disable=SC2016
# Backups by hand.

test_backup_asks_the_container_of_the_clients_server() {
  state '"client-1": "in use on reports",'
  fake docker 'case "$1 $*" in
    "ps "*"Label"*) printf "postgres\npostgres-reports\n" ;;
    "ps "*"server=backups-reports "*) echo owndom_backups-reports_dev ;;
  esac'
  run 0 backup client-1
  contains "$(calls)" "docker exec owndom_backups-reports_dev backup now client-1"
  contains "$OUTPUT" "./hosting backups client-1 lists its backups"
}

test_to_begin_anew_is_said_to_the_container() {
  fake docker 'case "$1 $*" in "ps "*"server=backups "*) echo owndom_backups_dev ;; esac'
  run 0 backup client-1 --anew
  contains "$(calls)" "docker exec owndom_backups_dev backup anew client-1"
  contains "$(calls | tail -n 1)" "docker exec owndom_backups_dev backup now client-1"
  run 2 backup client-1 --new
}

test_backups_are_a_table() {
  fake docker 'case "$1 $*" in
    "ps "*"server=backups "*) echo owndom_backups_dev ;;
    exec*) printf "1a2b3c4d\t2026-11-23T20:38:02Z\tdatabase\t103131\tverified\n5e6f7a8b\t2026-11-23T21:38:02Z\tvolumes\t2500000000\t-\n" ;;
  esac'
  run 0 backups client-1
  contains "$(calls)" "docker exec owndom_backups_dev backup list client-1"
  contains "$OUTPUT" "BACKUP    TAKEN                 OF        SIZE    STATE"
  contains "$OUTPUT" "1a2b3c4d  2026-11-23T20:38:02Z  database  104 kB  verified"
  contains "$OUTPUT" "5e6f7a8b  2026-11-23T21:38:02Z  volumes   2.5 GB  -"
}

test_without_backups_both_say_how_to_have_them() {
  run 1 backup client-1
  contains "$OUTPUT" "Nothing is backed up in stack dev"
  contains "$OUTPUT" "config set backups true"
  run 2 backups
}
