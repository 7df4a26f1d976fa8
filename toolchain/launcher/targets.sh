# shellcheck shell=bash
# `up client-1` as pulumi's --target options: the client's resources, the publication of the proxy's configuration,
# and what gets certificates. All else that the clients share is left as the state has it, once it is there. Were it
# targeted too, pulumi would refuse while another client is gone from the program, since that one's resources depend on it.

readonly ESTATE='owndom:hosting:Estate'

target_options() { # target_options CLIENT…
  local client data
  if ! published_once; then shared_targets; fi
  printf '%s\n' --target '**::publish' --target '**::certificate-settings' --target '**::certificates' --target '**::backups**'
  new_waits
  for client in "$@"; do
    name_targets "$client"
    # A renamed client's database and volumes keep the name that they got first.
    data=$(data_of "$client" | tr _ -)
    if [[ $data != "$client" ]]; then name_targets "$data"; fi
  done
}

# Of an estate that was made before updates waited for a server with a job. Only where there is none: of a server that no client of
# this update uses, the program says nothing, so its job would go, and nothing that needs it may be left behind.
new_waits() {
  snapshot_names owndom:hosting:PostgresServer | sed 's/$/-answering/' |
    { grep -vxF -f <(snapshot_names docker:index/container:Container) || true; } | sed 's/^/--target\n**::/'
}

name_targets() { # name_targets NAME
  printf '%s\n' --target "**::$1" --target "**::$1@**"
  part_targets "$1"
}

# The parts of client-1 begin with client-1-, and so does all of a client called client-1-x, and what one that is gone has
# left. With one like that, each part is named: those that are there and those that every client may have. A new one of
# another name (a volume, an extension) is then refused by pulumi, and ./hosting up without a client makes it.
part_targets() { # part_targets CLIENT
  local longer
  longer=$(data_names | sed -n "/^$1-/p" | paste -sd '|')
  if [[ -z $longer ]]; then
    printf '%s\n' --target "**::$1-**"
  else
    { printf "$1-%s\n" "${PARTS[@]}"; snapshot_parts "$1" | sed -E "/^($longer)([-@]|\$)/d"; } | sort -u |
      sed 's/^/--target\n**::/'
  fi
}

readonly PARTS=(frontend backend init login closed uuid-ossp {backend,frontend}-{release,secrets})

snapshot_parts() { sed -n 's/^ *"urn": "urn:pulumi:.*::\('"$1"'-[^":]*\)",\{0,1\}$/\1/p' "$SNAPSHOT"; }

# Whether the program need only declare these clients: what was published of the others is then in the state, and the
# engine is told of these clients alone. See Selection.
selects() {
  local option
  for option in "${OPTIONS[@]}"; do
    case $option in
      --target* | -t* | --exclude* | -x* | --replace*) return 1 ;;
    esac
  done
  published_once
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
