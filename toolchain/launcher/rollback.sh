# shellcheck shell=bash
# A client's way back to the version that served before, and its end: a setting of the stack, and a previewed update.

command_rollback() { # rollback CLIENT [--end] [OPTION…]
  local client=${1:-} end='' rollback further=()
  if [[ -z $client || $client == -* ]]; then usage_error "Which client? ./hosting rollback CLIENT, or with --end to the newest version again."; fi
  shift
  while (($#)); do
    if [[ $1 == --end ]]; then end=1; else further+=("$1"); fi
    shift
  done
  prepare_update "$client" "${further[@]}"
  check_known "$client"
  recover_interrupted
  refuse_half_moved
  remember_settings
  if [[ $end ]]; then
    end_rollback "$client"
  else
    rollback=$(previous_version "$client") || exit 1
    require_images "$client" "${rollback}"
    pulumi config set --path "rollback.$client" "$rollback since $(date -u +%Y-%m-%dT%H:%M:%SZ)" --stack "$STACK" >&2
  fi
  update_or_restore "$client"
  say "Commit Pulumi.${STACK##*/}.yaml: an update from another checkout has to know it too."
  show_status
}

end_rollback() { # end_rollback CLIENT
  if [[ -z $(pulumi config get --path "rollback.$1" --stack "$STACK" 2>/dev/null) ]]; then
    failed "$1 is not rolled back in stack $STACK."
    exit 2
  fi
  pulumi config rm --path "rollback.$1" --stack "$STACK" >&2
}

previous_version() { # previous_version CLIENT: frontend=IMAGE backend=IMAGE
  pulumi stack output --json --stack "$STACK" | HOSTING_STATE=$SNAPSHOT run_java com.owndom.hosting.cli.PreviousVersion "$1"
}

require_images() { # require_images CLIENT VERSION: before anything changes
  local app image
  for app in $2; do
    image=${app#*=}
    if docker image inspect "$image" >/dev/null 2>&1 || docker pull --quiet "$image" >/dev/null 2>&1; then continue; fi
    update_failed "$1 cannot go back to $2:" "its image $image is not on the host any more, and cannot be pulled. Nothing was changed." \
      "Check out the sources of that version and run ./hosting up $1$(stack_option)"
  done
}

# What fails or is declined leaves the settings as they were: else the next update would go on with them.
update_or_restore() { # update_or_restore CLIENT
  if ! (update up --suppress-outputs "${OPTIONS[@]}"); then
    restore_settings
    say "The stack's settings are as they were. What serves $1: ./hosting status$(stack_option)"
    exit 1
  fi
}
