# shellcheck shell=bash
# shellcheck disable=SC2016 # the script of the fake expands what it holds

suites() { # suites STATUS COUNTS: toolchain/launcher/test answers so, and Maven reports 7 tests
  printf '#!/bin/sh\necho "%s"\nexit %d\n' "$2" "$1" >toolchain/launcher/test
  chmod +x toolchain/launcher/test
  fake shellcheck
  fake sslscan
  fake python3 'if [[ "$1 $2" == "-m venv" ]]; then mkdir -p "$3/bin"; cp "$SANDBOX/bin/shellcheck" "$3/bin/python"; fi'
  fake sshd
  fake ip
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

test_what_failed_stands_below_the_counts() {
  suites 1 'ok      first
FAILED  second
          it was 3
ok      third
1 passed, 1 failed'
  fake mvn 'printf "[ERROR] Failures: \n[ERROR]   PartialE2E.third:20\n[INFO] \n[ERROR] Tests run: 7, Failures: 1, Errors: 0, Skipped: 0\n"; exit 1'
  run 1 test
  contains "$OUTPUT" "toolchain/launcher/test
  FAILED  second
            it was 3
"
  contains "$OUTPUT" "mvn verify
  [ERROR]   PartialE2E.third:20
"
  lacks "$(sed '1,/FAIL  mvn verify/d' <<<"$OUTPUT")" "third
1 passed"
}

test_a_suite_that_breaks_off_counts_as_failed() {
  suites 1 'cannot start'
  run 1 test
  contains "$OUTPUT" "toolchain/launcher/test
  cannot start"
  equal "7 passed, 1 failed" "$(tail -n 1 <<<"$OUTPUT")"
}

test_ci_runs_every_test() {
  suites 0 '3 passed, 0 failed'
  mkdir .ci
  cp "$REPOSITORY/.ci/run" .ci/
  equal "10 passed, 0 failed" "$(CI=true .ci/run 2>&1 | tail -n 1)"
}

test_the_auditors_are_there_once() {
  suites 0 '3 passed, 0 failed'
  mkdir toolchain/gixy
  cp "$REPOSITORY/toolchain/gixy/requirements.txt" toolchain/gixy/
  run 0 test
  run 0 test
  equal 1 "$(calls | grep -c 'python3 -m venv')"
  contains "$(calls)" "python3 -m venv $SANDBOX/home/.cache/owndom-hosting/gixy-"
}

test_a_benchmark_runs_by_its_name() {
  mkdir -p toolchain/bench
  printf '#!/bin/sh\necho "measured from $ROOT with $JAR"\n' >toolchain/bench/rollout
  chmod +x toolchain/bench/rollout
  run 0 bench rollout
  contains "$OUTPUT" "measured from $SANDBOX/checkout with $SANDBOX/checkout/target/owndom.jar"
}

test_a_benchmark_that_does_not_exist_is_refused() {
  run 2 bench rollback
  contains "$OUTPUT" "./hosting bench takes nothing, rollout, rest, backup or move, not 'rollback'."
}
