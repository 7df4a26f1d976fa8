# shellcheck shell=bash
# Takes the estate down. Data goes only in a second, deliberate step that names it.

command_destroy() {
  local wanted='' arguments=()
  while (($#)); do
    case $1 in
      --data=*) wanted=${1#*=} ;;
      --data)
        wanted=${2:-}
        if (($# > 1)); then shift; fi
        [[ -n $wanted ]] || usage_error "--data needs the estate and stack whose data may go: --data $(data_name)"
        ;;
      *) arguments+=("$1") ;;
    esac
    shift
  done
  if [[ -n $wanted && $wanted != "$(data_name)" ]]; then
    usage_error "--data $wanted is not this stack. To destroy stack $STACK with its data: --data $(data_name)"
  fi
  destroy_stack "$wanted" "${arguments[@]}"
}

data_name() { printf '%s-%s' "$(project)" "$STACK"; }

destroy_stack() { # destroy_stack CONSENT OPTION…
  connect_with_tunnel
  require_docker
  use_environment
  require_stack
  recover_interrupted
  if [[ -n $(data_resources) ]]; then
    if [[ -z $1 ]]; then refuse_to_destroy; fi
    pulumi state unprotect --all --yes --stack "$STACK" >&2
  fi
  update destroy "${@:2}"
}

data_resources() { # what is protected, and databases
  awk -F'"' '
    $2 == "urn" { urn = $4; name = urn; sub(/.*::/, "", name) }
    $2 == "urn" && urn ~ /postgresql:index\/database:Database::/ { print "database  " name }
    $2 == "protect" && /true/ && urn !~ /postgresql:index/ { kind = urn ~ /:Volume::/ ? "volume    " : "protected "; print kind name }
  ' "$SNAPSHOT" | sort -u
}

refuse_to_destroy() {
  local resources
  mapfile -t resources < <(data_resources)
  failed "Stack $STACK holds data, so it is not destroyed. It has" "${resources[@]/#/  }"
  say "Back up what you need. Then, to destroy the stack and all of this:"
  say "  ./hosting destroy --data $(data_name)$(stack_option)"
  exit 1
}

stack_option() { if [[ $STACK != dev ]]; then printf ' --stack %s' "$STACK"; fi; }
