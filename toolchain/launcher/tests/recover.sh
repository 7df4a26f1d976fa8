# shellcheck shell=bash
# shellcheck disable=SC2016 # $ stands in the names of types, and the scripts of the fakes expand what they hold

# client-1 is on a server that was lost, client-2 on one that was not, client-3 without a database; shop is in the backups alone.
one_server_lost() {
  two_backups
  state "$(client_state client-1)" "$(client_state client-2)" "$(client_state client-3)" \
    '    "urn": "urn:pulumi:dev::owndom::owndom:hosting:Estate$owndom:hosting:PostgresServer$postgresql:index/database:Database::client-1",' \
    '    "urn": "urn:pulumi:dev::owndom::owndom:hosting:Estate$owndom:hosting:PostgresServer$postgresql:index/database:Database::client-2@reports",' \
    '    "urn": "urn:pulumi:dev::owndom::owndom:hosting:Estate$docker:index/volume:Volume::client-1-files",' \
    '    "client-1": "in use",' '    "client-2": "in use on reports",'
  echo 2026-11-24T08:00:00Z >"$SANDBOX/made"
  follow "client-1 client-1 no 2026-11-23T02:00:00Z 2026-11-22T03:00:00Z no" "- client-2 - 2026-11-20T02:00:00Z - -" "- shop - 2026-01-23T02:00:00Z - -" \
    "- client-3 - - - -" "client-2 client-2 yes 2026-11-24T09:00:00Z - yes"
  before_docker <<'FAKE'
case "$*" in
  "ps --all --format {{.Names}} --filter label=com.owndom.estate"*) printf "owndom_backups-reports_dev\nowndom_backups_dev\n"; exit ;;
  "ps --all --format {{.Label \"com.owndom.server\"}} --filter"*) printf "postgres\npostgres-reports\n"; exit ;;
  "ps "*server=postgres-reports*) echo owndom_postgres-reports_dev; exit ;;
  "ps "*server=backups-reports*) echo owndom_backups-reports_dev; exit ;;
  "exec owndom_backups_dev backup follows") cat "$SANDBOX/follows"; exit ;;
  "exec owndom_backups_dev test -e /var/lib/backup/clients/client-1/files-recovered") [[ -e $SANDBOX/files-recovered ]]; exit ;;
  "exec owndom_backups_dev touch "*) echo kept >"$SANDBOX/files-state"; touch "$SANDBOX/files-recovered"; exit ;;
esac
FAKE
  sed -i 's|^        BEGIN\*)|        *PG_VERSION*) cat "$SANDBOX/made" ;;\n&|' "$SANDBOX/bin/docker"
}

before_docker() { # before_docker: asked of a call first, before what docker is already
  local rest
  rest=$(tail -n +3 "$SANDBOX/bin/docker")
  fake docker "$(cat)
$rest"
}

follow() { printf '%s\n' "$@" | tr ' ' '\t' >"$SANDBOX/follows"; }

test_who_was_on_a_lost_server_is_put_back_and_nobody_else() {
  one_server_lost
  run 0 recover --yes
  contains "$OUTPUT" "client-1: its database to 2026-11-23T02:00:00Z, its files to 2026-11-22T03:00:00Z"
  contains "$(calls)" "backup restore-into client-1 bbbb2222 client_1_new"
  contains "$(calls)" "backup files client-1 cccc3333"
  lacks "$(calls)" "restore-into client-2"
  lacks "$OUTPUT" "client-2"
  contains "$OUTPUT" "In the backups, and no client of the program: shop."
}

test_nobody_is_put_back_unasked() {
  one_server_lost
  run 1 recover
  contains "$OUTPUT" "client-1: its database to"
  contains "$OUTPUT" "Nothing was changed."
  lacks "$(calls)" "restore-into"
  lacks "$(calls)" "docker stop"
}

test_where_all_follow_their_backups_nothing_is_restored() {
  one_server_lost
  follow "client-1 client-1 yes 2026-11-23T02:00:00Z 2026-11-22T03:00:00Z no"
  run 0 recover
  contains "$OUTPUT" "Nobody's data are to be put back"
  lacks "$(calls)" "restore-into"
}

test_files_that_were_backed_up_here_stay() {
  one_server_lost
  follow "client-1 client-1 no 2026-11-23T02:00:00Z 2026-11-22T03:00:00Z yes"
  run 0 recover --yes
  contains "$(calls)" "restore-into client-1"
  lacks "$(calls)" "backup files"
}

test_a_backup_younger_than_the_server_is_for_a_person_to_look_at() {
  one_server_lost
  echo 2026-11-22T08:00:00Z >"$SANDBOX/made"
  run 1 recover --yes
  contains "$OUTPUT" "client-1: its last backup is of another server and younger than this one"
  contains "$OUTPUT" "./hosting backup client-1 --anew"
  lacks "$(calls)" "restore-into"
}

test_what_says_that_a_database_was_put_back_comes_with_the_exchange() {
  one_server_lost
  run 0 recover --yes
  contains "$(calls)" "--set=became=recovered from the backup of 2026-11-23T02:00:00Z"
  contains "$(calls)" "COMMENT ON DATABASE :\"live\" IS :'became';"
  # The files are first: with the note, all of it is back.
  equal "files database" "$(calls | sed -nE 's/.*put-back sha256:tools exchange/files/p; s/^BEGIN;/database/p' | paste -sd ' ')"
}

test_an_interruption_behind_the_exchange_is_no_error() {
  one_server_lost
  printf 'client_1_old=restored for client-1: what was there before backup bbbb2222\n' >"$SANDBOX/notes"
  touch "$SANDBOX/files-recovered"
  run 0 recover --yes
  contains "$OUTPUT" "client-1: its database was put back already."
  contains "$(calls)" "backup anew client-1"
  lacks "$(calls)" "RENAME"
  lacks "$(calls)" "backup files"
}

test_what_recovered_clients_had_before_goes_when_a_person_agrees() {
  one_server_lost
  printf 'client_1_db=recovered from the backup of x\nclient_1_old=restored for client-1: what was there before\n' >"$SANDBOX/notes"
  touch "$SANDBOX/files-recovered"
  echo kept >"$SANDBOX/files-state"
  run 1 recover --confirm
  contains "$OUTPUT" "databases: client-1"
  contains "$OUTPUT" "files: client-1"
  lacks "$(calls)" "DROP DATABASE"
  run 0 recover --confirm --yes
  contains "$(calls)" 'DROP DATABASE :"name" WITH (FORCE)'
  contains "$(calls)" "put-back sha256:tools drop"
}

test_recover_takes_nothing_but_confirm() {
  run 2 recover client-1
  contains "$OUTPUT" "./hosting recover --confirm"
  equal "nothing was called" "$(calls)"
}

test_without_backups_nobody_is_recovered() {
  state "$(client_state client-1)"
  run 1 recover
  contains "$OUTPUT" "Nothing is backed up in stack dev."
}

test_recover_skips_no_files_because_docker_does_not_answer() {
  one_server_lost
  touch "$SANDBOX/inspect.fails"
  run 1 recover --yes
  contains "$OUTPUT" "client-1: Docker does not say which of its volumes are backed up."
  lacks "$(calls)" "restore-into"
  run 1 recover --confirm --yes
}

test_recover_exchanges_no_files_of_apps_that_run() {
  one_server_lost
  touch "$SANDBOX/stop.fails"
  run 1 recover --yes
  lacks "$(calls)" "put-back sha256:tools exchange"
}
