# shellcheck shell=bash
# Closes a client to its visitors, and opens it: a setting, and an update of nothing but the publication.

command_maintenance() { # maintenance CLIENT on [TEXT] [OPTION…], or CLIENT off [OPTION…]
  local client=${1:-} mode=${2:-} text=true
  if [[ -z $client || ! $mode =~ ^(on|off)$ ]]; then maintenance_usage; fi
  shift 2
  if [[ $mode == on && -n ${1:-} && $1 != -* ]]; then
    text=$1
    shift
  fi
  if [[ -n ${1:-} && $1 != -* ]]; then maintenance_usage; fi
  check_client "$client"
  ensure_ready
  require_stack
  check_known "$client"
  if ! published_once; then update_failed "Nothing is published in stack $STACK yet." "./hosting up brings the estate up."; fi
  export HOSTING_ONLY=$client
  recover_interrupted
  remember_settings
  set_maintenance "$client" "$mode" "$text"
  if ! (update up --suppress-outputs --target '**::publish' "$@"); then
    restore_settings
    update_failed "Nothing was changed: $client is as it was, and so are the stack's settings."
  fi
  say "$(maintenance_result "$client" "$mode")"
  say "Commit $(basename "$(stack_file)"): an update from another checkout has to know it too."
}

maintenance_usage() { usage_error "./hosting maintenance CLIENT on [TEXT], or ./hosting maintenance CLIENT off."; }

set_maintenance() { # set_maintenance CLIENT on|off TEXT
  if [[ $2 == on ]]; then
    pulumi config set --stack "$STACK" --path "maintenance.$1" -- "$3"
  else
    pulumi config rm --stack "$STACK" --path "maintenance.$1"
  fi
}

maintenance_result() {
  if [[ $2 == on ]]; then
    printf '%s is closed: visitors get the page, its containers run on. ./hosting maintenance %s off opens it.' "$1" "$1"
  else
    printf '%s is open.' "$1"
  fi
}
