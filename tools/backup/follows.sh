# shellcheck shell=bash
# Whose data here follow the backups that there are. After a server was lost, others' do and those of its successor do not.

# A line a client of this server: name, name of its data, whether its database follows, the times of the last backups of its
# database and of its files, and whether its files are those that were backed up. Of all else in the repository: -, name of the
# data, -, the times, -. A time that there is not is -.
follows() {
  local data server database volumes
  declare -A last=() times=() ours=()
  CLUSTER=$(sql postgres <<<'SELECT system_identifier FROM pg_control_system()')
  read_databases
  while IFS=$TAB read -r data server _ database volumes; do
    last[$data]=$server times[$data]=$database$TAB$volumes
  done < <(snapshots | last_of_each)
  while IFS=$TAB read -r -u 8 NAME CLIENT ROLE DATABASE EVERY KEEP; do
    use_files
    ours[$CLIENT]=1
    printf '%s\t%s\t%s\t%s\t%s\n' "$NAME" "$CLIENT" "$(yes_or_no is_followed "${last[$CLIENT]:--}")" \
      "${times[$CLIENT]:--$TAB-}" "$(yes_or_no test -e "$FILES/volumes")"
  done 8<"$CLIENTS"
  for data in "${!times[@]}"; do
    if [[ ! ${ours[$data]:-} ]]; then printf -- '-\t%s\t-\t%s\t-\n' "$data" "${times[$data]}"; fi
  done
}

last_of_each() { # of snapshots: client, server and time of the last, time of its database, time of its files
  awk -F'\t' -v OFS='\t' '
    function known(table, client) { return client in table ? table[client] : "-" }
    $6 { server[$1] = $6; time[$1] = $3 }
    $4 == "database" { database[$1] = $3 }
    $4 == "volumes" { volumes[$1] = $3 }
    { clients[$1] = 1 }
    END { for (client in clients) print client, known(server, client), known(time, client), known(database, client), known(volumes, client) }'
}

is_followed() { [[ $1 == "$CLUSTER" || $1 == - ]] || is_marked; } # is_followed SERVER: of its last backup

# Its backups were continued here, or it was put back, or came from another server.
is_marked() {
  is_followed_here || [[ ${NOTE_OF[$DATABASE]:-} =~ ^(recovered|moved\ here)\ from\  ]]
}

is_followed_here() { [[ $(cat "$(server_file)" 2>/dev/null) == "$CLUSTER" ]]; }

yes_or_no() { if "$@"; then echo yes; else echo no; fi; }
