# shellcheck shell=bash

suites() { # suites STATUS COUNTS: toolchain/launcher/test answers so, and Maven reports 7 tests
  printf '#!/bin/sh\necho "%s"\nexit %d\n' "$2" "$1" >toolchain/launcher/test
  chmod +x toolchain/launcher/test
  fake shellcheck
  fake mvn 'echo "[INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 0"'
}

test_all_suites_are_counted() {
  suites 0 '3 passed, 0 failed'
  run 0 test
  contains "$OUTPUT" "ok    toolchain/launcher/test"
  contains "$OUTPUT" "ok    mvn verify"
  equal "10 passed, 0 failed" "$(tail -n 1 <<<"$OUTPUT")"
}

test_a_failed_test_fails_the_run_and_the_rest_still_runs() {
  suites 1 '3 passed, 2 failed'
  run 1 test
  contains "$OUTPUT" "FAIL  toolchain/launcher/test"
  equal "10 passed, 2 failed" "$(tail -n 1 <<<"$OUTPUT")"
}

test_a_suite_that_breaks_off_counts_as_failed() {
  suites 1 'cannot start'
  run 1 test
  equal "7 passed, 1 failed" "$(tail -n 1 <<<"$OUTPUT")"
}

test_ci_runs_every_test() {
  suites 0 '3 passed, 0 failed'
  mkdir .ci
  cp "$REPOSITORY/.ci/run" .ci/
  equal "10 passed, 0 failed" "$(CI=true .ci/run 2>&1 | tail -n 1)"
}
