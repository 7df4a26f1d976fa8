# shellcheck shell=bash

drills() {
  mkdir -p src/test/java/com/owndom/e2e
  touch src/test/java/com/owndom/e2e/{EngineKilled,StateLost}Drill.java
  find src -exec touch -d '1 hour ago' {} +
  fake sshd
  fake ip
  fake mvn 'echo "[INFO] Tests run: 4, Failures: 0, Errors: 0, Skipped: 0"'
}

test_all_drills_are_run_and_counted() {
  drills
  run 0 drill
  equal "4 passed, 0 failed" "$(tail -n 1 <<<"$OUTPUT")"
  lacks "$(calls)" "-Dit.test"
  contains "$(calls)" "failsafe:integration-test@drill failsafe:verify@drill"
}

test_a_drill_is_chosen_by_its_name() {
  drills
  run 0 drill engine-killed state-lost
  contains "$(calls)" "-Dit.test=EngineKilledDrill,StateLostDrill"
}

test_an_unknown_drill_is_refused() {
  drills
  run 2 drill fire
  contains "$OUTPUT" "There is no drill 'fire'. The drills: engine-killed state-lost"
  equal "nothing was called" "$(calls)"
}
