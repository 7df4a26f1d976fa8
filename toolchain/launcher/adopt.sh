# shellcheck shell=bash
# Takes into the state what is there already: all that a lost state knew, or what was made by other means. PostgreSQL and
# the proxy are made anew on their volumes, and serve what was published; all else starts beside what runs.

command_adopt() { # adopt [--volume LOGICAL=NAME]… [OPTION…], or adopt CLIENT with its own options
  if [[ ${1:-} =~ ^[a-z] ]]; then
    adopt_client "$@"
    return
  fi
  # shellcheck disable=SC2034 # stack_setup reads it
  local ADOPTING=yes others=()
  NAMED_VOLUMES=()
  while (($#)); do
    case $1:${2:-} in
      --volume:?*=*) NAMED_VOLUMES+=("$2") && shift ;;
      *) others+=("$1") ;;
    esac
    shift
  done
  prepare_update "${others[@]}"
  if [[ -n $(pending_urns) ]]; then recover_interrupted; fi
  refuse_stopped_servers
  scratch PLAN
  scratch ADOPTED
  adopt_existing
  if [[ ! -s $ADOPTED && -z $(strangers) ]]; then
    say "There is nothing to adopt: the state knows all that is here. ./hosting preview$(stack_option) shows what an update would change."
    tell_unknown_databases
    return
  fi
  update up --suppress-outputs "${OPTIONS[@]}"
  remove_strangers
  tell_unknown_databases
  show_status
}

adopt_existing() { # planned while the servers still run, for the plan asks them
  local option yes='' further=()
  for option in "${OPTIONS[@]}"; do
    case $option in --yes | -y) yes=1 ;; *) further+=("$option") ;; esac
  done
  plan_creates
  find_existing docker
  refuse_unnamed_volumes
  refuse_other_places
  find_existing postgresql
  if [[ ! -s $ADOPTED ]]; then return; fi
  say "There already, and taken into the state: $(adopted_names)"
  HOSTING_ADOPT=$ADOPTED update preview --suppress-outputs "${further[@]}"
  if [[ -z $yes ]]; then confirm "Do it? PostgreSQL and the proxy are made anew on their volumes, and are away for some seconds."; fi
  open_databases
  remove_servers_unknown
  HOSTING_ADOPT=$ADOPTED update up --suppress-outputs --skip-preview --yes "${further[@]}"
  take_snapshot
}

open_databases() { # one that was set aside takes no connection, and what is declared in it needs one
  local type name real provider
  while read -r type name real provider; do
    if grep -qxF "$type $name $real" "$ADOPTED"; then on_server "$provider" "ALTER DATABASE \"$real\" ALLOW_CONNECTIONS true" >/dev/null; fi
  done < <(grep '^postgresql:index/database:' "$CREATES")
}

# Their names are fixed, so the new ones could not be made beside them. What they hold is in volumes.
remove_servers_unknown() {
  local container
  while read -r container; do remove_stranger "$container"; done < <(strangers server)
}

remove_strangers() { # once the new ones serve
  local container
  while read -r container; do remove_stranger "$container"; done < <(strangers)
}

remove_stranger() {
  docker stop "$1" >/dev/null
  docker rm "$1" >/dev/null
  say "  removed $1, which the state does not know"
}

strangers() { # strangers [LABEL]: containers of this stack that are not in its state; in development all names are fixed
  local filters=() id name
  if (($#)) && [[ $STACK != dev ]]; then filters=(--filter "label=com.owndom.$1"); fi
  take_snapshot
  ps_stack --all --no-trunc "${filters[@]}" --format '{{.ID}} {{.Names}}' | while read -r id name; do
    grep -qF "\"$id\"" "$SNAPSHOT" || printf '%s\n' "$name"
  done
}
