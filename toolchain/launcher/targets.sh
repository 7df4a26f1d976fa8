# shellcheck shell=bash
# `up client-1` as pulumi's --target options: the client's resources and the publication of the proxy's configuration.
# What the clients share is left as the state has it, once it is there. Were it targeted too, pulumi would refuse while
# another client is gone from the program, since that one's resources depend on it.

readonly ESTATE='owndom:hosting:Estate'

target_options() { # target_options CLIENT…
  local client
  if ! published_once; then shared_targets; fi
  printf '%s\n' --target '**::publish'
  for client in "$@"; do
    printf '%s\n' --target "**::$client" --target "**::$client-**"
  done
}

published_once() { snapshot_names docker:index/container:Container | grep -x publish >/dev/null; }

# In pulumi's patterns * stops at a colon and ** does not.
shared_targets() {
  printf '%s\n' \
    --target '**::pulumi:pulumi:*::**' \
    --target '**::pulumi:providers:*::**' \
    --target "**::$ESTATE::**" \
    --target "**::$ESTATE\$*:*/*:*::**" \
    --target "**::$ESTATE\$owndom:hosting:PostgresServer**" \
    --target "**::$ESTATE\$owndom:hosting:ReverseProxy**"
}

unknown_clients() { # unknown_clients CLIENT…: those that the state does not have
  local client
  for client in "$@"; do
    if ! snapshot_clients | grep -x -- "$client" >/dev/null; then printf "%s\n" "$client"; fi
  done
}

check_known() { # check_known CLIENT…: after an update that should have made them known
  local unknown
  mapfile -t unknown < <(unknown_clients "$@")
  if ((${#unknown[@]})); then
    failed "No client is called ${unknown[*]}." "The clients of stack $STACK: $(snapshot_clients | tr "\\n" " ")"
    exit 2
  fi
}
