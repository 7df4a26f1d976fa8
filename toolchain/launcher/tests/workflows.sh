# shellcheck shell=bash
# The workflows: each command in them is run here, and each has what it needs and no more.

readonly WORKFLOWS=("$REPOSITORY"/.github/workflows/*.yml)

prepared() { # prepared STATUS OPTION…: toolchain/ci/prepare
  local expected=$1 status=0
  shift
  OUTPUT=$(toolchain/ci/prepare "$@" 2>&1) || status=$?
  if ((status != expected)); then
    printf 'prepare ended with %d:\n%s\n' "$status" "$OUTPUT"
    return 1
  fi
}

given() { # what a run has
  printf 'config:\n  owndom:dockerHost: ssh://ops@host.example\n' >Pulumi.prod.yaml
  export HOSTING_STACK=prod PULUMI_BACKEND_URL=s3://states SSH_KEY='a key' SSH_KNOWN_HOSTS='host.example ssh-ed25519 AAAA'
  export RUNNER_TEMP="$SANDBOX/temp" GITHUB_ENV="$SANDBOX/github-env" RUNNER_ENVIRONMENT=github-hosted
  mkdir -p "$RUNNER_TEMP"
}

test_every_command_of_the_workflows_is_one_of_the_launchers() {
  local command operation
  given
  state
  fake ssh
  while read -r command; do
    : >"$CALLS"
    eval "run 0 ${command#./hosting }"
    operation=$(cut -d ' ' -f 2 <<<"$command")
    contains "$(calls)" "pulumi $operation --suppress-outputs"
  done < <(cat "${WORKFLOWS[@]}" | grep -Eo '\./hosting (up|preview)[^>]*')
  equal 3 "$(cat "${WORKFLOWS[@]}" | grep -Eco '\./hosting (up|preview)')"
}

test_the_test_workflow_runs_what_the_readme_says() {
  local command
  command=$(grep -Eo '\./hosting test' "$REPOSITORY/.github/workflows/test.yml")
  grep -qF "$command  " "$REPOSITORY/README.md"
}

test_no_workflow_runs_another_command() { # but for the scripts of toolchain/ci
  local line
  while read -r line; do
    case $line in
      toolchain/ci/*) [[ -x $REPOSITORY/${line%% *} ]] ;;
      *"./hosting "*) ;;
      *)
        printf 'Not tested: %s\n' "$line"
        return 1
        ;;
    esac
  done < <(awk '/^ +run: \|/ { block = 1; next } /^ +run: / { sub(/^ +run: /, ""); print } block && /^          / { sub(/^ +/, ""); print; next } { block = 0 }' "${WORKFLOWS[@]}")
}

test_every_action_is_pinned_to_a_commit() {
  local uses
  uses=$(grep -h 'uses:' "${WORKFLOWS[@]}")
  equal '' "$(grep -vE 'uses: [a-z-]+/[a-z-]+@[0-9a-f]{40} # v[0-9.]+$' <<<"$uses" || true)"
}

test_every_job_has_permissions_of_its_own_and_an_end() {
  local workflow
  for workflow in "${WORKFLOWS[@]}"; do
    grep -qx 'permissions: {}' "$workflow"
    equal "$workflow 1 1 1" "$workflow $(grep -c '^    runs-on: ' "$workflow") $(grep -c '^    permissions:$' "$workflow") $(grep -c '^    timeout-minutes: ' "$workflow")"
  done
  equal '' "$(grep -hE '^ +[a-z-]+: write$' "${WORKFLOWS[@]}" | grep -vE 'pull-requests|issues' || true)"
}

test_no_expression_gets_into_a_script() {
  local scripts
  scripts=$(awk '/^ +run: \|/ { block = 1; next } /^ +run: / || (block && /^          /) { print; next } { block = 0 }' "${WORKFLOWS[@]}")
  contains "$scripts" ./hosting
  # shellcheck disable=SC2016 # it is what is looked for
  lacks "$scripts" '${{'
}

test_pull_requests_of_strangers_run_without_secrets() {
  lacks "$(cat "${WORKFLOWS[@]}")" pull_request_target
  contains "$(cat "$REPOSITORY/.github/workflows/preview.yml")" "github.event.pull_request.head.repo.full_name == github.repository"
  lacks "$(cat "$REPOSITORY/.github/workflows/preview.yml")" SSH_KEY
  lacks "$(cat "$REPOSITORY/.github/workflows/test.yml")" '{{ secrets'
}

test_the_key_is_written_for_nobody_else_and_the_host_is_pinned() {
  given
  prepared 0 --with-host
  equal "600 600" "$(stat -c %a "$RUNNER_TEMP"/ssh/{key,known_hosts} | xargs)"
  contains "$(cat "$RUNNER_TEMP/ssh/config")" "StrictHostKeyChecking yes"
  equal "HOSTING_SSH_CONFIG=$RUNNER_TEMP/ssh/config" "$(cat "$GITHUB_ENV")"
  lacks "$OUTPUT" "a key"
}

test_a_plan_gets_no_key() {
  given
  prepared 0
  [[ ! -e $RUNNER_TEMP/ssh ]]
}

test_what_a_workflow_lacks_is_named() {
  given
  SSH_KNOWN_HOSTS='' prepared 1 --with-host
  contains "$OUTPUT" "::error::SSH_KNOWN_HOSTS is empty"
  PULUMI_BACKEND_URL='' prepared 1
  contains "$OUTPUT" "::error::PULUMI_BACKEND_URL is empty"
  PULUMI_BACKEND_URL="file://$HOME" prepared 1
  contains "$OUTPUT" "gone after the run"
}

test_a_runner_is_never_taken_for_the_docker_host() {
  given
  rm Pulumi.prod.yaml
  prepared 1
  contains "$OUTPUT" "The Docker host of stack prod is the runner itself"
  RUNNER_ENVIRONMENT=self-hosted prepared 0
}

test_a_workflow_makes_no_stack() {
  state
  fake pulumi 'echo "error: no stack named '\''prod'\'' found" >&2; exit 255'
  GITHUB_ACTIONS=true run 1 up --stack prod
  contains "$OUTPUT" "There is no stack prod in this state"
  lacks "$(calls)" "stack init"
}
