# shellcheck shell=bash
# shellcheck disable=SC2016 # $ stands in the names of types, and the fakes expand what they hold

two_volumes() { # two_volumes VOLUME…: the state names two of a server and a client and one of no data, and Docker has these
  local estate='    "urn": "urn:pulumi:dev::owndom::owndom:hosting:Estate$'
  state "$(client_state client-1)" "${estate}owndom:hosting:PostgresServer\$docker:index/volume:Volume::postgres-data\"," \
    '    "id": "owndom_postgres_dev",' '      "id": "owndom_postgres_dev",' '    "protect": true,' \
    "${estate}docker:index/volume:Volume::client-1-files\"," '    "id": "owndom_client_1_files_dev",' '    "protect": true,' \
    "${estate}docker:index/volume:Volume::backups-state\"," '    "id": "owndom_backups-state_dev",' \
    "${estate}postgresql:index/role:Role::client-1\"," '    "id": "client_1",' '    "protect": true,'
  printf '%s\n' "$@" >"$SANDBOX/volumes"
  fake docker 'if [[ "$*" == "volume ls --quiet" ]]; then cat "$SANDBOX/volumes"; fi'
}

test_after_a_host_was_lost_an_update_says_the_way_back() {
  local command
  two_volumes others
  for command in up preview; do
    run 1 "$command"
    contains "$OUTPUT" "none of the data that the state of stack dev names: owndom_client_1_files_dev, owndom_postgres_dev. Nothing was changed."
    contains "$OUTPUT" "  ./hosting stack rm --force --preserve-config --yes "
    contains "$OUTPUT" $'\n  ./hosting up\n  ./hosting recover'
  done
  lacks "$(calls)" "pulumi $command"
}

test_after_a_server_was_lost_what_is_left_is_adopted() {
  two_volumes owndom_client_1_files_dev others
  run 1 up
  contains "$OUTPUT" "It lacks owndom_postgres_dev. Nothing was changed."
  contains "$OUTPUT" $'\n  ./hosting adopt\n  ./hosting recover'
  lacks "$(calls)" "pulumi up"
}

test_with_all_data_there_an_update_goes_its_way() {
  two_volumes owndom_client_1_files_dev owndom_postgres_dev
  run 0 up
  contains "$(calls)" "pulumi up"
}
