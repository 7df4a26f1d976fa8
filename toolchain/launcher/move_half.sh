# shellcheck shell=bash
# A move whose last update failed behind its switch: the outputs tell of a copy, and the original is closed for good. Another
# update than the move's own would send the client's apps back to where they can't log in.

refuse_half_moved() { # asks a server only while a client is on its way
  local data server client
  while read -r data server; do
    client=$(client_of "$data")
    if ((${#CLIENTS[@]})) && [[ " ${CLIENTS[*]} " != *" $client "* ]]; then continue; fi
    if moved_to "$server" "${data//-/_}"; then
      update_failed "$client's data is on $server, and the update that sends its apps there did not end. Nothing was changed." \
        "./hosting move $client --to $server$(stack_option) ends it."
    fi
  done < <(sed -nE 's/^ *"([a-z0-9-]+)": "(in use|set aside)[^"]*, copying to ([^"]+)",?$/\1 \3/p' "$SNAPSHOT" | sort -u)
}

client_of() { # client_of DATA: who has it; its own name where nobody says otherwise
  local client
  while read -r client; do
    if [[ $(data_of "$client") == "${1//-/_}" ]]; then break; fi
  done < <(snapshot_clients)
  printf '%s' "${client:-$1}"
}

moved_to() ( # moved_to SERVER OWNER
  # shellcheck disable=SC2034 # sql reads them
  OWNER=$2 DATABASE=$2_db MOVER=''
  TARGET=$(containers "server=$(server_label "$1")")
  [[ $TARGET && $(moved_note) == moved ]]
)
