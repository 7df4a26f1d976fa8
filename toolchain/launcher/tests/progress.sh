# shellcheck shell=bash
# shellcheck disable=SC2317 # some functions are called by name

test_a_step_keeps_its_log_and_exit_code() {
  load
  set +e
  output=$(step "Some Step: one" "no time" sh -c 'seq 30; exit 5' 2>&1)
  equal 5 $?
  set -e
  contains "$output" "FAIL  Some Step: one: exit code 5"
  contains "$output" "| 30"
  lacks "$output" "| 10"
  contains "$output" "$CACHE/logs/some-step-one.log"
  equal 30 "$(wc -l <"$CACHE/logs/some-step-one.log")"
}

test_an_error_inside_a_function_ends_its_step() {
  load
  two_commands() { false; echo reached; }
  set +e
  output=$(step "Two" "no time" two_commands 2>&1)
  equal 1 $?
  set -e
  lacks "$output" reached
}

test_steps_together_end_with_the_status_of_the_failed_one() {
  load
  good() { step "Good" "no time" true; }
  bad() { step "Bad" "no time" sh -c 'exit 4'; }
  set +e
  output=$(together good bad 2>&1)
  equal 4 $?
  set -e
  contains "$output" "ok    Good"
  contains "$output" "FAIL  Bad"
}

test_durations() {
  load
  equal "42 s, 1 min 00 s, 3 min 07 s" "$(duration 42), $(duration 60), $(duration 187)"
}

test_maven_counts_add_up() {
  load
  local closing="[INFO] Tests run: 5, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1 s -- in A
[ERROR] Tests run: 7, Failures: 2, Errors: 1, Skipped: 1
[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0"
  equal "6 passed, 3 failed, 1 skipped" "$(with_counts <<<"$closing" | tail -n 1)"
}
