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
  contains "$(calls)" "backup last client-3"
  contains "$(calls)" "backup verify client-3"
  contains "$(calls)" "SELECT format('DROP DATABASE %I WITH (FORCE)', datname) FROM pg_database WHERE datname = :'live'"
  contains "$OUTPUT" "What goes: database client_3_db, its roles, volume owndom_client_3_files_dev"
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

test_what_a_restore_has_kept_is_decided_on_first() {
  set_aside
  printf 'client_3_old=restored for client-3: what was there before backup bbbb2222\n' >>"$SANDBOX/notes"
  run 1 forget client-3 --name client-3
  contains "$OUTPUT" "client_3_old: restored for client-3: what was there before backup bbbb2222"
  contains "$OUTPUT" "./hosting restore client-3 --confirm drops it, ./hosting restore client-3 --undo puts it back."
  lacks "$(calls)" "ALLOW_CONNECTIONS"
  lacks "$(calls)" "pulumi up"
}

test_what_an_interrupted_restore_left_goes_when_it_was_said() {
  set_aside
  run 0 forget client-3 --name client-3
  contains "$(calls)" "--set=unended="$'\n'
  printf 'client_3_new=-\n' >>"$SANDBOX/notes"
  run 0 forget client-3 --name client-3
  contains "$OUTPUT" "database client_3_new, of a restore that did not end"
  contains "$(calls)" "--set=unended=true"
}

test_what_keeps_the_owner_from_being_dropped_is_named_first() {
  set_aside
  printf 'scratch\nother_db\n' >"$SANDBOX/owned"
  printf 'scratch=restored for client-3: its backup bbbb2222\nother_db=-\n' >>"$SANDBOX/notes"
  run 1 forget client-3 --name client-3
  contains "$OUTPUT" "./hosting restore client-3 --drop scratch"
  contains "$OUTPUT" "other_db, where its owner client_3 owns something"
  lacks "$(calls)" "DROP ROLE"
}

test_a_client_on_a_further_server_is_forgotten_there() {
  set_aside
  sed -i 's/::client-3"/::client-3@reports"/' "$SANDBOX/state.json"
  printf '    "client-3": "set aside on reports since 2026-11-23",\n' >>"$SANDBOX/state.json"
  before_docker <<'FAKE'
case "$*" in
  "ps --all --format {{.Label \"com.owndom.server\"}} --filter"*) printf "postgres\npostgres-reports\n"; exit ;;
  "ps "*server=postgres-reports*) echo owndom_postgres_dev; exit ;;
  "ps "*server=backups-reports*) echo owndom_backups_dev; exit ;;
esac
FAKE
  run 0 forget client-3 --name client-3
  contains "$(calls)" "backup verify client-3"
  contains "$(calls)" "DROP ROLE"
  contains "$(calls)" 'index/database:Database::client-3@reports --yes'
  contains "$(calls)" 'index/role:Role::client-3@reports --yes'
  lacks "$(calls)" "client-3-x-files --yes"
}

test_what_is_on_two_servers_is_not_forgotten() {
  set_aside
  printf '    "urn": "urn:pulumi:dev::owndom::owndom:hosting:Estate$owndom:hosting:PostgresServer$postgresql:index/database:Database::client-3@reports",\n' >>"$SANDBOX/state.json"
  run 1 forget client-3 --name client-3
  contains "$OUTPUT" "on two servers, from a move that was not confirmed"
  lacks "$(calls)" "ALLOW_CONNECTIONS"
}

# client-1 has a line, and uses neither its database nor one of its two volumes any more.
partly_set_aside() {
  set_aside
  local estate='    "urn": "urn:pulumi:dev::owndom::owndom:hosting:Estate$'
  cat >>"$SANDBOX/state.json" <<STATE
${estate}owndom:hosting:PostgresServer\$postgresql:index/role:Role::client-1",
${estate}owndom:hosting:PostgresServer\$postgresql:index/database:Database::client-1",
${estate}docker:index/volume:Volume::client-1-files",
    "id": "owndom_client_1_files_dev",
${estate}docker:index/volume:Volume::client-1-uploads",
    "id": "owndom_client_1_uploads_dev",
        "databases": {
            "client-1": "set aside since 2026-11-20",
            "client-3": "set aside since 2026-11-20"
        },
        "volumes": {
            "client-1": {
                "files": "set aside since 2026-11-20",
                "uploads": "in use"
            }
        },
STATE
  printf 'client_1_db=-\n' >>"$SANDBOX/notes"
  printf '/volumes/client-1/uploads\towndom_client_1_uploads_dev\n/unused/volumes/client-1/files\towndom_client_1_files_dev\n' >"$SANDBOX/mounts"
  before_docker <<'FAKE'
case "$*" in "inspect --format {{range .Mounts}}"*) cat "$SANDBOX/mounts"; exit ;; esac
FAKE
}

test_of_a_client_with_a_line_what_it_does_not_use_is_forgotten() {
  partly_set_aside
  printf 'dddd4444\t2099-11-24T02:00:00Z\tdatabase\t100\tverified\n' >>"$SANDBOX/list"
  run 0 forget client-1 --name client-1
  contains "$OUTPUT" "What goes: database client_1_db, its roles, volume owndom_client_1_files_dev."
  contains "$OUTPUT" "what it uses is as it was"
  contains "$(calls)" "backup unused last client-1"
  contains "$(calls)" "backup unused verify client-1"
  contains "$(calls)" "DROP ROLE"
  contains "$(calls)" 'Volume::client-1-files --yes'
  lacks "$(calls)" 'Volume::client-1-uploads --yes'
  contains "$(cat "$SANDBOX/only")" "only client-1, forget client-1"
}

test_what_is_in_no_backup_is_not_forgotten() {
  partly_set_aside
  run 1 forget client-1 --name client-1
  contains "$OUTPUT" "client_1_db is in no backup since"
  contains "$(calls | grep ALLOW_CONNECTIONS | tail -n 1)" "ALLOW_CONNECTIONS false"
  lacks "$(calls)" "DROP ROLE"
}

test_a_volume_that_is_not_backed_up_is_not_forgotten() {
  partly_set_aside
  printf 'dddd4444\t2099-11-24T02:00:00Z\tdatabase\t100\tverified\n' >>"$SANDBOX/list"
  sed -i s/^.unused// "$SANDBOX/mounts"
  run 1 forget client-1 --name client-1
  contains "$OUTPUT" "Volume owndom_client_1_files_dev is in no backup."
  lacks "$(calls)" "DROP ROLE"
}

test_data_that_the_program_uses_again_are_not_dropped() {
  set_aside
  echo "the program uses it" >"$SANDBOX/preview.fails"
  run 1 forget client-3 --name client-3
  contains "$OUTPUT" "There is no plan without the data of client-3, so nothing was dropped."
  lacks "$(calls)" "DROP ROLE"
  lacks "$(calls)" "pulumi up"
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
