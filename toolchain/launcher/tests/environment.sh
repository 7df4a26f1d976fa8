# shellcheck shell=bash

test_env_can_be_evaluated() {
  XDG_STATE_HOME="$SANDBOX/with space" run 0 env
  eval "$OUTPUT"
  equal "file://$SANDBOX/with space/owndom-hosting" "$PULUMI_BACKEND_URL"
  equal owndom-dev "$PULUMI_CONFIG_PASSPHRASE"
  equal true "$PULUMI_SKIP_UPDATE_CHECK"
}

test_the_engines_own_logs_are_bounded() {
  run 0 env
  contains "$OUTPUT" "export PULUMI_LOG_ROTATION_MAX_TOTAL_MB=50"
  PULUMI_LOG_ROTATION_MAX_TOTAL_MB=5 run 0 env
  contains "$OUTPUT" "export PULUMI_LOG_ROTATION_MAX_TOTAL_MB=5"$'\n'
}

test_the_passphrase_of_another_stack_is_asked_for() {
  run 0 env --stack prod
  lacks "$OUTPUT" PASSPHRASE
}

test_a_passphrase_of_ones_own_stays() {
  PULUMI_CONFIG_PASSPHRASE='' run 0 env
  lacks "$OUTPUT" PASSPHRASE
  PULUMI_CONFIG_PASSPHRASE_FILE=/etc/passphrase run 0 env
  lacks "$OUTPUT" PASSPHRASE
}

test_a_backend_of_ones_own_stays() {
  PULUMI_BACKEND_URL=s3://states run 0 env
  contains "$OUTPUT" "export PULUMI_BACKEND_URL=s3://states"
}

test_a_login_of_ones_own_is_used() {
  mkdir "$HOME/.pulumi"
  printf '{\n    "current": "https://api.pulumi.com"\n}\n' >"$HOME/.pulumi/credentials.json"
  run 0 env
  lacks "$OUTPUT" PULUMI_BACKEND_URL
  contains "$OUTPUT" "export PULUMI_CREDENTIALS_PATH=$HOME/.pulumi"
}

test_a_logged_out_person_has_no_login() {
  mkdir "$HOME/.pulumi"
  printf '{"current": ""}\n' >"$HOME/.pulumi/credentials.json"
  run 0 env
  contains "$OUTPUT" "PULUMI_BACKEND_URL=file://"
}

test_env_says_nothing_to_evaluate_without_an_engine() {
  touch "$SANDBOX/no-engine"
  equal '' "$(./hosting env 2>/dev/null)"
  run 3 env
}

test_java_is_told_that_runs_are_short() {
  JDK_JAVA_OPTIONS='' run 0 env
  contains "$OUTPUT" JDK_JAVA_OPTIONS=-XX:TieredStopAtLevel=1
}

test_java_options_of_ones_own_stay() {
  JDK_JAVA_OPTIONS=-Xmx2g run 0 env
  eval "$OUTPUT"
  contains "$JDK_JAVA_OPTIONS" "-XX:+UseSerialGC -Xmx2g"
}

test_env_twice_adds_no_java_options() {
  run 0 env
  eval "$OUTPUT"
  run 0 env
  lacks "$OUTPUT" JDK_JAVA_OPTIONS
}
