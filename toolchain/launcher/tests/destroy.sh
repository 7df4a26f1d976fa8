# shellcheck shell=bash
# shellcheck disable=SC2016 # $ stands in the names of types

with_data() {
  state '    "urn": "urn:pulumi:dev::owndom::owndom:hosting:Estate$owndom:hosting:PostgresServer$docker:index/volume:Volume::postgres-data",' '    "protect": true,' \
    '    "urn": "urn:pulumi:dev::owndom::owndom:hosting:Estate$owndom:hosting:HostedClient$postgresql:index/database:Database::client-1-database",' '    "protect": true,' \
    '    "urn": "urn:pulumi:dev::owndom::owndom:hosting:Estate$owndom:hosting:HostedClient$postgresql:index/role:Role::client-1-role",' '    "protect": true,'
}

test_destroy_refuses_while_there_is_data() {
  with_data
  run 1 destroy --yes
  contains "$OUTPUT" "volume    postgres-data"
  contains "$OUTPUT" "database  client-1-database"
  lacks "$OUTPUT" "protected "
  lacks "$OUTPUT" "client-1-role"
  contains "$OUTPUT" "./hosting destroy --data owndom-dev"
  lacks "$(calls)" "pulumi destroy"
  lacks "$(calls)" "unprotect"
}

test_pulumis_other_names_for_destroy_refuse_too() {
  with_data
  run 1 down
  run 1 dn
  lacks "$(calls)" "pulumi down"
}

test_destroy_with_the_data_named_takes_everything() {
  with_data
  run 0 destroy --data owndom-dev
  contains "$(calls)" "pulumi state unprotect --all --yes --stack dev"
  contains "$(calls)" "pulumi destroy --yes --stack dev"
}

test_nothing_is_unprotected_before_somebody_says_yes() {
  with_data
  run 1 destroy --data owndom-prod --stack prod
  contains "$OUTPUT" "volume    postgres-data"
  contains "$OUTPUT" "Nothing was changed."
  lacks "$(calls)" "unprotect"
  lacks "$(calls)" "pulumi destroy"
  run 0 destroy --data owndom-prod --stack prod --yes
  contains "$(calls)" "pulumi destroy --yes --stack prod"
}

test_a_plan_to_destroy_unprotects_nothing() {
  with_data
  run 0 destroy --data owndom-prod --stack prod --preview-only
  contains "$(calls)" "pulumi destroy --preview-only --stack prod"
  lacks "$(calls)" "unprotect"
}

test_what_a_failed_destroy_has_left_unprotected_is_named() {
  with_data
  echo 'error: it broke' >"$SANDBOX/destroy.fails"
  run 1 destroy --data owndom-prod --stack prod --yes
  contains "$OUTPUT" "protected no more"
  contains "$OUTPUT" "database  client-1-database"
  contains "$OUTPUT" "./hosting up --stack prod protects what is kept"
}

test_destroy_with_another_name_is_a_usage_error() {
  with_data
  run 2 destroy --data owndom-prod
  contains "$OUTPUT" "--data owndom-dev"
  equal "nothing was called" "$(calls)"
}

test_destroy_without_data_needs_one_step() {
  state
  run 0 destroy
  contains "$(calls)" "pulumi destroy --yes --stack dev"
  lacks "$(calls)" "unprotect"
}

test_a_state_of_another_form_is_read_all_the_same() {
  with_data
  sed 's/^ *"urn"/{\n&/' "$SANDBOX/state.json" >"$SANDBOX/lines"
  echo '{"deployment":{"resources":[{"protect":true,"urn":"urn:pulumi:dev::owndom::docker:index/volume:Volume::client-1-files"}]}}' >"$SANDBOX/state.json"
  fake java 'cat >/dev/null; if [[ $* == *StateForm* ]]; then cat "$SANDBOX/lines"; fi'
  run 1 destroy --yes
  contains "$OUTPUT" "volume    postgres-data"
  lacks "$(calls)" "pulumi destroy"
}

test_a_state_that_nobody_can_read_holds_anything() {
  state
  fake java 'cat; if [[ $* == *StateForm* && -e $SANDBOX/no-jar ]]; then exit 1; fi'
  echo '{"deployment":{"resources":[{"urn":"urn:pulumi:dev::owndom::docker:index/volume:Volume::client-1-files"}]}}' >"$SANDBOX/state.json"
  run 1 destroy --yes
  contains "$OUTPUT" "in a form that is not known"
  touch "$SANDBOX/no-jar"
  run 1 status
  lacks "$(calls)" "pulumi destroy"
}
