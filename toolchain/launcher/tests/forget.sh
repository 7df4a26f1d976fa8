# shellcheck shell=bash
# shellcheck disable=SC2016 # $ stands in the names of types

set_aside() { # client-3 is gone, client-3-x and client-1 are not
  local estate='    "urn": "urn:pulumi:dev::owndom::owndom:hosting:Estate$'
  two_backups
  state "$(client_state client-1)" "$(client_state client-3-x)" \
    "${estate}owndom:hosting:PostgresServer\$postgresql:index/role:Role::client-3\"," \
    "${estate}owndom:hosting:PostgresServer\$postgresql:index/database:Database::client-3\"," \
    "${estate}docker:index/volume:Volume::client-3-files\"," '    "id": "owndom_client_3_files_dev",' \
    "${estate}docker:index/volume:Volume::client-3-x-files\"," '    "id": "owndom_client_3_x_files_dev",'
  printf '    "urn": "urn:pulumi:dev::owndom::owndom:hosting:Estate$docker:index/container:Container::publish",\n' >>"$SANDBOX/state.json"
  printf 'client_3_db=-\n' >"$SANDBOX/notes"
  cat >>"$SANDBOX/bin/pulumi" <<'FAKE'
if [[ $1 == up ]]; then printf "only %s, forget %s\n" "$HOSTING_ONLY" "$HOSTING_FORGET" >"$SANDBOX/only"; fi
FAKE
}

test_a_client_is_forgotten_after_its_last_backup_was_verified() {
  set_aside
  run 0 forget client-3 --name client-3
  contains "$(calls)" "backup now client-3"
  contains "$(calls)" "backup verify client-3"
  contains "$(calls)" "DROP DATABASE IF EXISTS"
  contains "$OUTPUT" "volume owndom_client_3_files_dev"
  lacks "$(calls)" "client_3_x"
  contains "$(calls)" 'pulumi state unprotect urn:pulumi:dev::owndom::owndom:hosting:Estate$docker:index/volume:Volume::client-3-files --yes'
  contains "$(calls)" 'index/database:Database::client-3 --yes'
  contains "$(calls)" 'index/role:Role::client-3 --yes'
  lacks "$(calls)" "client-3-x-files --yes"
  contains "$(calls)" "pulumi up --suppress-outputs --yes --target **::publish "
  contains "$(calls | grep '^pulumi up')" "--target **::client-3-files "
  lacks "$(calls)" "--target **::client-1"
  contains "$(cat "$SANDBOX/only")" "only client-3, forget client-3"
}

test_a_client_whose_line_comes_back_while_its_name_is_asked_for_is_not_forgotten() {
  set_aside
  client_state client-3 >"$SANDBOX/up-of-another"
  run 1 forget client-3 --name client-3
  contains "$OUTPUT" "client-3 is in the program"
  lacks "$(calls)" "DROP DATABASE"
}

test_a_database_that_takes_connections_is_not_dropped() {
  set_aside
  touch "$SANDBOX/opened"
  run 1 forget client-3 --name client-3
  contains "$(calls)" "AND NOT datallowconn"
  contains "$OUTPUT" "takes connections again"
  lacks "$(calls)" "pulumi up"
}

test_a_last_backup_that_is_interrupted_leaves_the_database_closed() {
  set_aside
  touch "$SANDBOX/backup.ends"
  run 130 forget client-3 --name client-3
  contains "$(calls | grep ALLOW_CONNECTIONS | tail -n 1)" "ALLOW_CONNECTIONS false"
  lacks "$(calls)" "DROP DATABASE"
}

test_what_a_renamed_client_has_is_not_forgotten() {
  set_aside
  printf '    "data": "client-3",\n' >>"$SANDBOX/state.json"
  run 1 forget client-3 --name client-3
  contains "$OUTPUT" "in use by a client that was called so before"
  lacks "$(calls)" "ALLOW_CONNECTIONS"
}

test_a_last_backup_that_fails_keeps_everything() {
  set_aside
  touch "$SANDBOX/backup.fails"
  run 1 forget client-3 --name client-3
  contains "$OUTPUT" "nothing was dropped"
  contains "$(calls)" 'ALTER DATABASE :"live" ALLOW_CONNECTIONS false'
  lacks "$(calls)" "DROP DATABASE"
  lacks "$(calls)" "volume rm"
}

test_another_name_forgets_nobody() {
  set_aside
  run 1 forget client-3 --name client-1
  run 1 forget client-3
  contains "$OUTPUT" "./hosting forget client-3 --name client-3"
  lacks "$(calls)" "DROP DATABASE"
}

test_a_client_of_the_program_is_not_forgotten() {
  set_aside
  run 1 forget client-1 --name client-1
  contains "$OUTPUT" "Remove its line"
  run 1 forget client-4 --name client-4
  contains "$OUTPUT" "Nothing of client-4 is set aside"
}
