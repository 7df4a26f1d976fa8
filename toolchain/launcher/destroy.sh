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
  if [[ -z $(data_resources) || " ${*:2} " == *" --preview-only "* ]]; then
    update destroy "${@:2}"
  elif [[ -z $1 ]]; then
    refuse_to_destroy
  else
    destroy_data "${@:2}"
  fi
}

# What is protected can't even be planned to go. So what goes is told and asked before, and not by pulumi.
destroy_data() { # destroy_data OPTION…
  local data yes='' options=()
  mapfile -t data < <(data_resources)
  while (($#)); do
    case $1 in --yes | -y) yes=1 ;; *) options+=("$1") ;; esac
    shift
  done
  if [[ $STACK != dev ]]; then # where update does not ask
    options+=(--yes)
    if [[ ! $yes ]]; then
      say "What goes for good with stack $STACK:"
      printf '  %s\n' "${data[@]}" >&2
      confirm "Destroy it?"
    fi
  fi
  pulumi state unprotect --all --yes --stack "$STACK" >&2
  if ! (update destroy "${options[@]}"); then say_unprotected "${data[@]}"; fi
}

say_unprotected() { # say_unprotected RESOURCE…: of these, what is there still
  local resource left=()
  take_snapshot
  for resource in "$@"; do
    if grep -qF "::${resource##* }\"" "$SNAPSHOT"; then left+=("  $resource"); fi
  done
  update_failed "Stack $STACK is not destroyed. What it still has is protected no more:" "${left[@]}" \
    "./hosting destroy --data $(data_name)$(stack_option) goes on; ./hosting up$(stack_option) protects what is kept."
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
