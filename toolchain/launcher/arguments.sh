# shellcheck shell=bash
# Reads the command line: the stack, clients, and what is left for pulumi.

# Options of pulumi up, preview, refresh and destroy that take their value as the next argument.
readonly VALUE_OPTIONS=' --target -t --replace --target-replace --exclude -x --config -c --config-file --message -m
  --parallel -p --color --cwd -C --verbose -v --save-plan --plan --suppress-output-key --tracing --logflow
  --attach-debugger --policy-pack --policy-pack-config --refresh-mode --import-pending-creates '

read_arguments() { # sets STACK and ARGUMENTS (the others)
  STACK=${HOSTING_STACK:-dev}
  ARGUMENTS=()
  while (($#)); do
    case $1 in
      --stack=* | -s=*) STACK=${1#*=} ;;
      --stack | -s)
        if (($# < 2)); then usage_error "$1 needs the name of a stack, for example $1 prod."; fi
        STACK=$2
        shift
        ;;
      --)
        ARGUMENTS+=("$@")
        break
        ;;
      *) ARGUMENTS+=("$1") ;;
    esac
    shift
  done
  if [[ ! $STACK =~ ^[A-Za-z0-9._/-]+$ ]]; then
    usage_error "'$STACK' is not the name of a stack: letters, digits, dots, dashes and underscores."
  fi
}

split_clients() { # sets CLIENTS and OPTIONS (for pulumi)
  CLIENTS=()
  OPTIONS=()
  while (($#)); do
    if [[ $1 != -* ]]; then
      check_client "$1"
      CLIENTS+=("$1")
    else
      OPTIONS+=("$1")
      if takes_value "$1" && (($# > 1)); then
        OPTIONS+=("$2")
        shift
      fi
    fi
    shift
  done
}

takes_value() { [[ $VALUE_OPTIONS == *[[:space:]]"$1"[[:space:]]* ]]; }

check_client() {
  if [[ ! $1 =~ ^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$ ]]; then
    usage_error "'$1' is not a client's name: lower-case letters, digits and dashes, as in client-1."
  fi
}
