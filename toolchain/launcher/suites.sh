# shellcheck shell=bash
# Runs every suite of tests, also after a failure, and ends with the counts.

readonly SHELL_SUITES=(toolchain/launcher/test toolchain/test tools/certificates/test tools/backup/test apps/test)

command_test() {
  if (($#)); then usage_error "./hosting test takes no argument, not '$1'."; fi
  IMAGES+=(postgres:15) # from which MoveE2E moves
  ensure_ready
  shellcheck_setup
  auditors_setup
  sshd_setup
  start_suites
  # They are through long before the end-to-end test that restarts Docker, which is the last.
  shell_suites </dev/null &
  run_suite "mvn verify" run_maven
  wait $! || count_suite "shell" 1 0 0 "broke off"
  end_suites
}

shell_suites() { # one after the other, each with its output in one piece
  local suite output
  for suite in "${SHELL_SUITES[@]}"; do
    if [[ -x $ROOT/$suite ]]; then
      output=$(run_suite "$suite" "$ROOT/$suite" 2>&1)
      printf '%s\n' "$output"
    fi
  done
}

start_suites() { scratch SUMMARY; }

end_suites() { # with the counts of all
  local passed failed
  passed=$(awk -F '\t' '{ sum += $1 } END { print sum + 0 }' "$SUMMARY")
  failed=$(awk -F '\t' '{ sum += $2 } END { print sum + 0 }' "$SUMMARY")
  printf '\n'
  cut -f 3 "$SUMMARY"
  failures
  printf '%d passed, %d failed\n' "$passed" "$failed"
  ((failed == 0))
}

# Once more where a person looks first, for what failed may be thousands of lines above. One that broke off has said why last.
failures() {
  local name failed log lines
  while IFS=$'\t' read -r _ failed _ name; do
    if ((failed)); then
      printf '\n%s\n' "$(paint bold "$name")"
      log=$(step_log "test $name")
      lines=$(failed_lines <"$log")
      printf '%s\n' "${lines:-$(tail -n 5 "$log" | sed 's/^/  /')}"
    fi
  done <"$SUMMARY"
}

# As each kind of suite names a test, with what it said.
failed_lines() {
  sed 's/\x1b\[[0-9;]*m//g' | awk '
    /^(FAIL|FAILED|--- FAIL:?) / { left = 12 }
    /^\[ERROR\]   [A-Za-z0-9]+\.[a-z]/ { left = 4 }
    /^ok / || /^\[(INFO|ERROR)\] ?$/ || /^$/ && left < 4 { left = 0 }
    left-- > 0 { print "  " $0 }' | head -n 60
}

shellcheck_setup() {
  if command -v shellcheck >/dev/null; then return; fi
  if ((EUID != 0)) || ! command -v apt-get >/dev/null; then
    lacking "The tests need shellcheck." "Debian: apt-get install -y shellcheck"
  fi
  step "shellcheck" "about 20 s, once" install_shellcheck
}

install_shellcheck() {
  apt-get update
  apt-get install -y --no-install-recommends shellcheck
}

run_suite() { # run_suite NAME COMMAND: its last line tells how many passed and failed
  local name=$1 log status=0 started=$SECONDS passed=0 failed=0
  log=$(step_log "test $name")
  printf '\n%s\n' "$(paint bold "== $name")"
  "$2" 2>&1 </dev/null | tee "$log" || status=$?
  if [[ $(tail -n 1 "$log") =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed ]]; then
    passed=${BASH_REMATCH[1]} failed=${BASH_REMATCH[2]}
  fi
  count_suite "$name" "$status" "$passed" "$failed" "$(duration $((SECONDS - started)))"
}

count_suite() { # count_suite NAME STATUS PASSED FAILED DURATION: a line for the end
  local failed=$4 mark=ok
  # A suite that ends in an error without naming a failed test has failed as a whole.
  if (($2 != 0 && failed == 0)); then failed=1; fi
  if ((failed > 0)); then mark=FAIL; fi
  printf '%d\t%d\t  %-4s  %-26s %5d passed, %d failed, %s\t%s\n' "$3" "$failed" "$mark" "$1" "$3" "$failed" "$5" "$1" >>"$SUMMARY"
}

run_maven() { (cd "$ROOT" && PATH="$(gixy_home)/bin:$PATH" mvn -B verify) | with_counts; }

# From Maven's closing lines: the reports of a class that two test engines run overwrite each other.
with_counts() {
  awk '
    { print; fflush() }
    /Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+/ && !/Time elapsed/ {
      sub(/.*Tests run: /, "")
      split($0, counts, /[^0-9]+/)
      all += counts[1]; failed += counts[2] + counts[3]; skipped += counts[4]
    }
    END { printf "\n%d passed, %d failed%s\n", all - failed - skipped, failed, skipped ? ", " skipped " skipped" : "" }'
}

command_bench() {
  local name=${1:-run}
  case "$#$name" in
    0run | 1rollout | 1rest | 1backup | 1move) ;;
    *) usage_error "./hosting bench takes nothing, rollout, rest, backup or move, not '$*'." ;;
  esac
  ensure_ready
  if [[ $name == run ]]; then engine_yaml_setup; fi
  export ROOT JAR
  run_last "$ROOT/toolchain/bench/$name"
}
