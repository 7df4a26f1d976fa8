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
