# shellcheck shell=bash
# The copy of the checkout that a test runs in, and the assertions.

enter_sandbox() { # enter_sandbox DIRECTORY
  SANDBOX=$1
  mkdir -p "$SANDBOX"/{checkout/{toolchain,sdks,target/lib,src/main/java},bin,home}
  cp "$REPOSITORY/hosting" "$SANDBOX/checkout/"
  cp -r "$REPOSITORY"/toolchain/{launcher,ssh,ci,progress.sh} "$SANDBOX/checkout/toolchain/"
  printf 'name: owndom\n' >"$SANDBOX/checkout/Pulumi.yaml"
  touch "$SANDBOX/checkout/pom.xml" "$SANDBOX/checkout/src/main/java/Program.java"
  find "$SANDBOX/checkout" -exec touch -d '1 hour ago' {} +
  touch "$SANDBOX/checkout/target/owndom.jar"
  write_setup
  fake pulumi
  fake docker
  fake java "cat >/dev/null"
  fake mvn 'touch target/owndom.jar'
  export HOME="$SANDBOX/home" PATH="$SANDBOX/bin:$PATH" CALLS="$SANDBOX/calls" SANDBOX
  unset HOSTING_STACK HOSTING_CACHE XDG_CACHE_HOME XDG_STATE_HOME PULUMI_BACKEND_URL PULUMI_HOME PULUMI_CREDENTIALS_PATH \
    PULUMI_CONFIG_PASSPHRASE PULUMI_CONFIG_PASSPHRASE_FILE PULUMI_STACK DOCKER_HOST HOSTING_SSH HOSTING_SSH_CONFIG \
    HOSTING_SSH_CONTROL GITHUB_ACTIONS
  cd "$SANDBOX/checkout" || return
}

write_setup() { # a machine that has everything
  local name
  for name in docker engine images; do
    cat >"$SANDBOX/checkout/toolchain/$name.sh" <<SETUP
${name}_ready() { [[ ! -e \$SANDBOX/no-$name ]]; }
${name}_setup() { step "Setting up $name" "no time" rm "\$SANDBOX/no-$name"; }
SETUP
  done
  printf 'engine_env() { echo export PULUMI_SKIP_UPDATE_CHECK=true; }\n' >>"$SANDBOX/checkout/toolchain/engine.sh"
  printf 'engine_describe() { printf "pulumi\\tv3.256.0\\ton PATH\\t\\n"; }\n' >>"$SANDBOX/checkout/toolchain/engine.sh"
}

# shellcheck disable=SC2016 # the script expands it
fake() { # fake COMMAND [SCRIPT]: writes down its arguments, then runs the script
  printf '#!/usr/bin/env bash\nprintf "%%s\\n" "%s $*" >>"$CALLS"\n%s\n' "$1" "${2:-}" >"$SANDBOX/bin/$1"
  chmod +x "$SANDBOX/bin/$1"
}

calls() { cat "$CALLS" 2>/dev/null || printf 'nothing was called\n'; }

run() { # run STATUS ARGUMENT…: ./hosting; what it says is in OUTPUT
  local expected=$1 status=0
  shift
  OUTPUT=$("$SANDBOX/checkout/hosting" "$@" 2>&1 </dev/null) || status=$?
  if ((status != expected)); then
    printf './hosting %s ended with %d, not %d:\n%s\n' "$*" "$status" "$expected" "$OUTPUT"
    return 1
  fi
}

contains() { # contains TEXT PART
  if [[ $1 != *"$2"* ]]; then
    printf 'Not found: %s\nin: %s\n' "$2" "$1"
    return 1
  fi
}

lacks() { # lacks TEXT PART
  if [[ $1 == *"$2"* ]]; then
    printf 'Found: %s\nin: %s\n' "$2" "$1"
    return 1
  fi
}

equal() { # equal EXPECTED ACTUAL
  if [[ $1 != "$2" ]]; then
    printf 'Expected: %s\nActual:   %s\n' "$1" "$2"
    return 1
  fi
}

load() { # the launcher's functions themselves
  # shellcheck disable=SC2034 # they read these
  ROOT="$SANDBOX/checkout" CACHE="$SANDBOX/cache" STATE="$SANDBOX/state" JAR="$SANDBOX/checkout/target/owndom.jar" STACK=dev
  local file
  for file in "$ROOT"/toolchain/*.sh "$ROOT"/toolchain/launcher/*.sh; do
    # shellcheck source=/dev/null
    source "$file"
  done
}
