# shellcheck shell=bash

test_help_fits_one_screen() {
  run 0 help
  contains "$OUTPUT" "up [CLIENT"
  (($(wc -l <<<"$OUTPUT") <= 24 && $(wc -L <<<"$OUTPUT") <= 80))
}

test_no_command_is_help() {
  run 0
  contains "$OUTPUT" "Usage: ./hosting"
}

test_usage_errors_end_with_2() {
  run 2 up Client_1
  contains "$OUTPUT" "'Client_1' is not a client's name"
  run 2 up client-1 --stack
  contains "$OUTPUT" "--stack needs the name of a stack"
  run 2 up --stack 'a b'
  run 2 logs
  contains "$OUTPUT" "Whose logs?"
  run 2 psql
  run 2 doctor now
  run 2 destroy --data
}

test_nothing_is_called_on_a_usage_error() {
  run 2 up UP
  equal "nothing was called" "$(calls)"
}

test_without_an_engine_pulumi_is_not_called() {
  touch "$SANDBOX/no-engine"
  run 3 stack ls
  contains "$OUTPUT" "./hosting setup gets it"
}

test_no_colour_when_not_a_terminal() {
  run 2 logs
  lacks "$OUTPUT" $'\e['
}

test_the_rest_goes_to_pulumi() {
  run 0 config set httpPort 8081 --stack prod
  equal "pulumi config set httpPort 8081 --stack prod" "$(calls)"
}

test_pulumi_knows_the_stack() {
  # shellcheck disable=SC2016 # the script expands it
  fake pulumi 'echo "stack $PULUMI_STACK"'
  run 0 stack output
  equal "stack dev" "$OUTPUT"
  HOSTING_STACK=prod run 0 stack output
  equal "stack prod" "$OUTPUT"
}

test_exit_code_of_pulumi_is_kept() {
  fake pulumi 'exit 7'
  run 7 whoami
}

test_works_from_anywhere_and_through_a_link() {
  ln -s "$SANDBOX/checkout/hosting" "$SANDBOX/bin/hosting"
  fake pulumi 'pwd'
  equal "$SANDBOX/checkout" "$(cd / && "$SANDBOX/bin/hosting" whoami)"
}
