# shellcheck shell=bash
# What pulumi runs with: its state backend, the passphrase of its secrets, the engine's own variables.

# Stack dev listens on loopback only and its file is in the repository, so its passphrase is no secret.
readonly DEV_PASSPHRASE=owndom-dev

use_environment() { # for the launcher itself
  use_engine
  eval "$(environment)"
  if [[ ${PULUMI_BACKEND_URL:-} == "file://$STATE" ]]; then mkdir -p "$STATE"; fi
}

use_engine() {
  if ! engine_ready; then
    lacking "The Pulumi engine is not there yet." "./hosting setup gets it."
  fi
}

environment() { # the lines of ./hosting env
  local login
  login=$(own_login)
  engine_env
  if [[ -n ${PULUMI_BACKEND_URL:-} ]]; then
    export_line PULUMI_BACKEND_URL "$PULUMI_BACKEND_URL"
  elif [[ -n $login ]]; then
    # Also when the engine's plugins live in a PULUMI_HOME of their own.
    export_line PULUMI_CREDENTIALS_PATH "$login"
  else
    export_line PULUMI_BACKEND_URL "file://$STATE"
  fi
  # The engine writes all that it does to files of some MB for each update.
  export_line PULUMI_LOG_ROTATION_MAX_TOTAL_MB "${PULUMI_LOG_ROTATION_MAX_TOTAL_MB:-50}"
  environment_secrets
  environment_java
  environment_docker
}

export_line() { printf 'export %s=%q\n' "$1" "$2"; }

own_login() { # the directory of the person's own login, when they have one and a pulumi of their own
  local directory=${PULUMI_CREDENTIALS_PATH:-${PULUMI_HOME:-$HOME/.pulumi}}
  if type -P pulumi >/dev/null && grep -Eqs '"current": *"[^"]+"' "$directory/credentials.json"; then
    printf '%s' "$directory"
  fi
}

environment_secrets() {
  if [[ $STACK == dev && -z ${PULUMI_CONFIG_PASSPHRASE+set}${PULUMI_CONFIG_PASSPHRASE_FILE+set} ]]; then
    export_line PULUMI_CONFIG_PASSPHRASE "$DEV_PASSPHRASE"
  fi
}

# The program runs for seconds: compile fast instead of well, and collect garbage without threads of its own.
readonly SHORT_RUN='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'

environment_java() { # what the person has set comes later, so it wins
  if [[ ${JDK_JAVA_OPTIONS:-} != "$SHORT_RUN"* ]]; then
    export_line JDK_JAVA_OPTIONS "$SHORT_RUN${JDK_JAVA_OPTIONS:+ $JDK_JAVA_OPTIONS}"
  fi
}

environment_docker() {
  if [[ -n $(docker_host) ]]; then export_line DOCKER_HOST "$DOCKER_HOST"; fi
  if is_remote; then
    export_line HOSTING_SSH "$HOSTING_SSH"
    # shellcheck disable=SC2016 # expanded where the line is evaluated
    printf 'export PATH=%q:"$PATH"\n' "$ROOT/toolchain/ssh"
  fi
}

run_java() { # run_java ARGUMENT…: without the note that java prints about the variable
  # shellcheck disable=SC2086 # two options
  env -u JDK_JAVA_OPTIONS java $SHORT_RUN -cp "$JAR" "$@"
}

command_env() {
  if (($#)); then usage_error "./hosting env takes no argument but --stack, not '$1'."; fi
  use_engine
  environment
  if is_remote; then
    say "PostgreSQL is on the loopback of $DOCKER_HOST. Plain pulumi needs a tunnel to it, as long as it runs:"
    say "  ssh -N -L 127.0.0.1:$(postgres_port):127.0.0.1:$(postgres_port) $DOCKER_HOST"
  fi
}
