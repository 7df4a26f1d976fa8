# shellcheck shell=bash
# A client's way back to the version that served before, and its end: a setting of the stack, and a previewed update.

command_rollback() { # rollback CLIENT [--end] [OPTION…]
  local client=${1:-} end='' before rollback further=()
  if [[ -z $client || $client == -* ]]; then usage_error "Which client? ./hosting rollback CLIENT, or with --end to the newest version again."; fi
  shift
  while (($#)); do
    if [[ $1 == --end ]]; then end=1; else further+=("$1"); fi
    shift
  done
  prepare_update "$client" "${further[@]}"
  check_known "$client"
  before=$(rollback_setting "$client")
  if [[ $end ]]; then
    end_rollback "$client" "$before"
  else
    rollback=$(previous_version "$client") || exit 1
    require_images "$client" "${rollback}"
    set_rollback "$client" "$rollback since $(date -u +%Y-%m-%dT%H:%M:%SZ)"
  fi
  update_or_restore "$client" "$before"
  say "Commit Pulumi.${STACK##*/}.yaml: an update from another checkout has to know it too."
  show_status
}

rollback_setting() { pulumi config get --path "rollback.$1" --stack "$STACK" 2>/dev/null || true; }

set_rollback() { # set_rollback CLIENT TEXT; without a text the setting goes
  if [[ $2 ]]; then
    pulumi config set --path "rollback.$1" "$2" --stack "$STACK" >&2
  else
    pulumi config rm --path "rollback.$1" --stack "$STACK" >&2
  fi
}

end_rollback() { # end_rollback CLIENT SETTING
  if [[ -z $2 ]]; then
    failed "$1 is not rolled back in stack $STACK."
    exit 2
  fi
  set_rollback "$1" ''
}

previous_version() { # previous_version CLIENT: frontend=IMAGE backend=IMAGE
  pulumi stack output --json --stack "$STACK" | run_java com.owndom.hosting.cli.PreviousVersion "$1"
}

require_images() { # require_images CLIENT VERSION: before anything changes
  local app image
  for app in $2; do
    image=${app#*=}
    if docker image inspect "$image" >/dev/null 2>&1 || docker pull --quiet "$image" >/dev/null 2>&1; then continue; fi
    failed "$1 cannot go back to $2:" "its image $image is not on the host any more, and cannot be pulled. Nothing was changed." \
      "Check out the sources of that version and run ./hosting up $1$(stack_option)"
    exit 1
  done
}

# What fails or is declined leaves the setting as it was: else the next update would go on with it.
update_or_restore() { # update_or_restore CLIENT SETTING
  if ! (update up --suppress-outputs "${OPTIONS[@]}"); then
    set_rollback "$1" "$2"
    say "The setting rollback.$1 is as it was before."
    exit 1
  fi
}
