# shellcheck shell=bash
# After an update was killed: the state lists operations that nobody knows the end of. A container or network may
# exist that the state does not know, and its fixed name is in the way of the next update; so may a role or a database,
# which is taken into the state and never dropped.

recover_interrupted() {
  local pending names name
  mapfile -t pending < <(pending_urns)
  if ((${#pending[@]} == 0)); then return; fi
  say "The last update of stack $STACK was interrupted. First, what it left half done:"
  mapfile -t names < <(pending_names)
  scratch IMPORT
  run_java com.owndom.hosting.cli.InterruptedCreates <"$SNAPSHOT" >"$IMPORT"
  forget_pending "${pending[@]}"
  import_unknown
  take_snapshot
  for name in "${names[@]}"; do
    remove_unknown "$name"
    drop_unknown_login "$name"
  done
}

# Whether the proxy was switched nobody knows, so nobody knows what it has of the others.
refuse_some_after_interrupted_switch() {
  if ((${#CLIENTS[@]})) && pending_urns | grep '::publish$' >/dev/null; then
    update_failed "The last update of stack $STACK was interrupted while it switched the proxy. Nothing was changed." \
      "One update of all clients goes on where it stopped: ./hosting up$(stack_option)"
  fi
}

pending_section() { sed -n '/^ *"pending_operations": \[/,/^        \]/p' "$SNAPSHOT"; }

pending_urns() { pending_section | sed -n 's/^ *"urn": "\(.*\)",\{0,1\}$/\1/p' | sort -u; }

pending_names() { pending_section | sed -n 's/^ *"name": "\(.*\)",\{0,1\}$/\1/p' | sort -u; }

# Grants and extensions are not read: making them again does no harm, and their database may be closed by now.
forget_pending() { # forget_pending URN…: reads the real state of these, and of these alone
  local urn targets=()
  for urn in "$@"; do
    if [[ $urn != *:Grant::* && $urn != *:Extension::* ]]; then targets+=(--target "**${urn#urn}"); fi
  done
  if ((${#targets[@]} == 0)); then targets=(--target '**::pulumi:pulumi:Stack::**'); fi
  update refresh --clear-pending-creates --skip-preview "${targets[@]}"
}

import_unknown() { # roles and databases; one that was not created after all is no failure
  if [[ ! -s $IMPORT ]]; then return; fi
  say "  a role or database may be on the server already: taking it into the state"
  if ! pulumi import --file "$IMPORT" --stack "$STACK" --yes --skip-preview --protect=false --generate-code=false >&2; then
    say "  what is not there will be created"
  fi
}

remove_unknown() { # remove_unknown NAME: a container or network of this stack that is not in its state
  local kind id
  for kind in container network; do
    id=$(unknown_id "$kind" "$1")
    if [[ -n $id ]]; then
      say "  $kind $1 is not in the state: removing it, so that it can be made again"
      remove_"$kind" "$id"
    fi
  done
}

# One that was to take another's place: nothing has it yet, and it owns nothing. The next update makes another.
drop_unknown_login() { # drop_unknown_login NAME
  local server
  if [[ ! $1 =~ ^[a-z0-9-]+-login-[0-9a-f]{7}$ ]] || grep -qF "\"id\": \"$1\"" "$SNAPSHOT"; then return; fi
  for server in $(database_containers); do
    docker exec "$server" psql --username=postgres --no-psqlrc --quiet --command "DROP ROLE IF EXISTS \"$1\"" 2> >(grep -v NOTICE >&2) ||
      say "  the login $1, which nothing uses, could not be dropped on $server"
  done
}

unknown_id() { # unknown_id container|network NAME
  local id
  case $1 in
    container) id=$(ps_stack --all --no-trunc --quiet --filter "name=^/$2$") ;;
    network) id=$(docker network ls --no-trunc --quiet --filter "name=^$2$") ;;
  esac
  if [[ -n $id ]] && ! grep -qF "\"$id\"" "$SNAPSHOT"; then printf "%s" "$id"; fi
}

remove_container() { docker rm --force "$1" >/dev/null; }

remove_network() { docker network rm "$1" >/dev/null; }
