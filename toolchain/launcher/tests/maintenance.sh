# shellcheck shell=bash
# shellcheck disable=SC2016 # the scripts of the fakes expand what they hold

published() { # a stack that has client-1 and was published; its file has a setting
  state "$(client_state client-1)" '    "urn": "urn:pulumi:dev::owndom::owndom:hosting:Estate$docker:index/container:Container::publish",'
  printf 'config:\n  owndom:domain: owndom.localhost\n' >Pulumi.dev.yaml
}

test_a_client_is_closed_by_a_setting_and_the_publication_alone() {
  published
  run 0 maintenance client-1 on 'Back at noon.'
  contains "$(calls)" "pulumi config set --stack dev --path maintenance.client-1 -- Back at noon."
  contains "$(calls)" "pulumi up --suppress-outputs --target **::publish --yes"
  contains "$OUTPUT" "client-1 is closed"
}

test_without_a_text_the_page_has_its_own() {
  published
  run 0 maintenance client-1 on
  contains "$(calls)" "--path maintenance.client-1 -- true"
}

test_a_client_is_opened() {
  published
  run 0 maintenance client-1 off
  contains "$(calls)" "pulumi config rm --stack dev --path maintenance.client-1"
  contains "$OUTPUT" "client-1 is open."
}

test_when_the_update_fails_the_settings_are_as_before() {
  published
  echo "error: no" >"$SANDBOX/up.fails"
  cat >>"$SANDBOX/bin/pulumi" <<'FAKE'
if [[ "$1 $2" == "config set" ]]; then echo "  owndom:maintenance: {}" >>Pulumi.dev.yaml; fi
FAKE
  run 1 maintenance client-1 on
  contains "$OUTPUT" "Nothing was changed"
  lacks "$(cat Pulumi.dev.yaml)" maintenance
}

test_what_was_interrupted_is_tidied_up_before_a_setting_changes() {
  published
  printf '%s\n' '        "pending_operations": [' '            "urn": "urn:pulumi:dev::owndom::docker:index/container:Container::client-1-backend",' '        ],' >>"$SANDBOX/state.json"
  echo "error: no" >"$SANDBOX/refresh.fails"
  run 1 maintenance client-1 on
  run 1 rollback client-1
  lacks "$(calls)" "config set"
}

test_maintenance_of_nobody() {
  published
  run 2 maintenance client-9 on
  contains "$OUTPUT" "No client is called client-9"
  lacks "$(calls)" "config set"
}

test_maintenance_is_on_or_off() {
  published
  run 2 maintenance client-1
  run 2 maintenance client-1 maybe
  run 2 maintenance client-1 on two words
  lacks "$(calls)" "config"
}

test_maintenance_declares_no_other_client() {
  published
  sed -i 's/^case \$1 in/echo "only $HOSTING_ONLY: $*" >>"$CALLS"; case $1 in/' "$SANDBOX/bin/pulumi"
  run 0 maintenance client-1 on
  contains "$(calls)" "only client-1: up"
}

test_before_the_first_update_nothing_can_be_closed() {
  state "$(client_state client-1)"
  run 1 maintenance client-1 on
  contains "$OUTPUT" "Nothing is published in stack dev yet"
  lacks "$(calls)" "config set"
}
