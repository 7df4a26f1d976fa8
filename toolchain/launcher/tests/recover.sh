# shellcheck shell=bash

test_recover_takes_nothing_but_confirm() {
  run 2 recover client-1
  contains "$OUTPUT" "./hosting recover --confirm"
  equal "nothing was called" "$(calls)"
}

test_recover_skips_a_client_without_a_database() {
  client_state client-1 >"$SANDBOX/state.json"
  # shellcheck disable=SC2016 # the fake expands it
  fake pulumi 'case "$1 $2" in "stack export") cat "$SANDBOX/state.json" ;; esac'
  run 0 recover
  lacks "$(calls)" "docker exec"
}

with_files() { # client-1 has a volume, and no database
  two_backups
  # shellcheck disable=SC2016 # the fake expands it
  sed -i 's/case "$\*" in/case "$*" in *files-recovered) if [[ $3 == test ]]; then exit 1; fi ;;/' "$SANDBOX/bin/docker"
  # shellcheck disable=SC2016 # $ stands in the names of types
  state "$(client_state client-1)" '    "urn": "urn:pulumi:dev::owndom::owndom:hosting:Estate$docker:index/volume:Volume::client-1-files",'
}

test_recover_puts_files_back() {
  with_files
  run 0 recover
  contains "$(calls)" "put-back sha256:tools exchange"
}

test_recover_skips_no_files_because_docker_does_not_answer() {
  with_files
  touch "$SANDBOX/inspect.fails"
  run 1 recover
  contains "$OUTPUT" "client-1: Docker does not say which of its volumes are backed up."
  contains "$OUTPUT" "Not put back: client-1."
  run 1 recover --confirm
}

test_recover_exchanges_no_files_of_apps_that_run() {
  with_files
  touch "$SANDBOX/stop.fails"
  run 1 recover
  lacks "$(calls)" "put-back sha256:tools exchange"
}
