# shellcheck shell=bash
# A move whose last update failed behind its switch: the outputs tell of a copy, and the original is closed for good. Another
# update than the move's own would send the client's apps back to where they can't log in.

refuse_half_moved() { # asks a server only while a client is on its way
  local data server client moved
  while read -r data server; do
    client=$(client_of "$data")
    if ((${#CLIENTS[@]})) && [[ " ${CLIENTS[*]} " != *" $client "* ]]; then continue; fi
    moved=0
    moved_to "$server" "${data//-/_}" || moved=$?
    if ((moved == 0)); then
      update_failed "$client's data is on $server, and the update that sends its apps there did not end. Nothing was changed." \
        "./hosting move $client --to $server$(stack_option) ends it."
    elif ((moved > 1)); then
      update_failed "Server $server does not answer, and $client is on its way there: nobody can tell whether its data are there already. Nothing was changed." \
        "./hosting logs $(server_label "$server")$(stack_option) says why. Once it answers, the same command goes on."
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

moved_to() ( # moved_to SERVER OWNER: 2 when nobody can tell
  # shellcheck disable=SC2034 # sql reads them
  OWNER=$2 DATABASE=$2_db MOVER=''
  TARGET=$(containers "server=$(server_label "$1")") || exit 2
  if [[ -z $TARGET ]]; then exit 1; fi # there is none to ask before the update has made it
  note=$(moved_note) || exit 2
  [[ $note == moved ]]
)
