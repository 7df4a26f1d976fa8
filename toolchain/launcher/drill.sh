# shellcheck shell=bash
# Rehearses what nobody wants to meet unprepared. It takes minutes, so `test` leaves it out.

command_drill() { # drill [NAME…]: these, or all
  local name
  DRILLS=()
  for name in "$@"; do
    drill_names | grep -x -- "$name" >/dev/null || usage_error "There is no drill '$name'. The drills: $(drill_names | paste -sd ' ')"
    DRILLS+=("$(drill_class "$name")")
  done
  ensure_ready
  sshd_setup
  start_suites
  run_suite "drills" run_drills
  end_suites
}

drill_names() { # EngineKilledDrill.java is the drill engine-killed
  basename -s Drill.java -a "$ROOT"/src/test/java/com/owndom/e2e/*Drill.java | sed -E 's/([a-z])([A-Z])/\1-\2/g' | tr '[:upper:]' '[:lower:]'
}

drill_class() { sed -E 's/(^|-)([a-z])/\U\2/g; s/$/Drill/' <<<"$1"; }

run_drills() {
  local chosen=()
  if ((${#DRILLS[@]})); then chosen=("-Dit.test=$(IFS=,; printf '%s' "${DRILLS[*]}")"); fi
  (cd "$ROOT" && mvn -B test-compile failsafe:integration-test@drill failsafe:verify@drill "${chosen[@]}") | with_counts
}
