# shellcheck shell=bash
# After a host or a server was lost: the estate has come up with empty databases and volumes, and who had something there gets
# it back from the last backups. Whose data follow the backups is left alone, also one that was put back, or restored since.

command_recover() { # recover [--confirm] [--yes]
  local step=put_back_lost yes=''
  while (($#)); do
    case $1 in
      --confirm) step=confirm_recovered ;;
      --yes | -y) yes=1 ;;
      *) usage_error "./hosting recover, and once all is well ./hosting recover --confirm." ;;
    esac
    shift
  done
  use_stack
  "$step"
}

put_back_lost() {
  local lines lost client base files bad=()
  lines=$(follow_lines) || exit
  read_lost "$lines"
  if ((${#LOST[@]})); then
    say "What goes back, with what was written since then in the kept data alone:" "$(printf '\n  %s' "${PLAN[@]}")"
    if [[ -z $yes ]]; then confirm "Put it back? What is there now is kept until ./hosting recover --confirm."; fi
  elif ((${#UNCLEAR[@]} == 0)); then
    say "Nobody's data are to be put back: what there is follows the backups."
  fi
  for lost in "${LOST[@]}"; do
    IFS=$'\t' read -r client base files <<<"$lost"
    if ! (recover_client "$client" "$base" "$files"); then bad+=("$client"); fi
  done
  tell_only_in_backups "$lines"
  if ((${#UNCLEAR[@]})); then failed "Nobody but you can tell which data are the right ones of these:" "${UNCLEAR[@]}"; fi
  if ((${#bad[@]})); then update_failed "Not put back: ${bad[*]}. The reasons are above; ./hosting recover goes on with these."; fi
  if ((${#UNCLEAR[@]})); then exit 1; fi
  if ((${#LOST[@]})); then
    say "Look at the clients. Then ./hosting recover --confirm$(stack_option) drops what they had before, which is kept until then."
  fi
}

follow_lines() { # of all servers' containers that make backups
  local container containers
  mapfile -t containers < <(backup_containers)
  if ((${#containers[@]} == 0)); then refuse_without_backups; fi
  for container in "${containers[@]}"; do
    docker exec "$container" backup follows ||
      update_failed "Nobody knows whose data follow the backups, so nothing was put back: see above." "docker logs $container says more."
  done
}

# Sets LOST to client, time of its database and time of its files, or -; PLAN to the same in words; UNCLEAR to whom somebody has to
# look at: the last backup is of another server, and younger than the one that the client is on now.
read_lost() { # read_lost LINES
  local client data follows base files known made
  LOST=() PLAN=() UNCLEAR=()
  declare -A MADE=()
  while IFS=$'\t' read -r client data follows base files known; do
    if [[ $follows != no ]]; then continue; fi
    use_server_of "$client"
    made=${MADE[$SERVER]:-$(server_made)}
    MADE[$SERVER]=$made
    # Files that its container has backed up are there still.
    if [[ $known == yes ]] || ! has_volumes_of "$client"; then files=-; fi
    if ! has_database_of "$client"; then base=-; fi
    if is_after "$base" "$made" || is_after "$files" "$made"; then
      UNCLEAR+=("$client: its last backup is of another server and younger than this one, which was made at $made." \
        "  To go on with what is here: ./hosting backup $client --anew$(stack_option); to go back: ./hosting restore $client$(stack_option)")
    elif [[ $base != - || $files != - ]]; then
      LOST+=("$client"$'\t'"$base"$'\t'"$files")
      PLAN+=("$client: $(went_back "$base" "$files")")
    else
      follow_on "$client"
    fi
  done <<<"$1"
}

is_after() { [[ $1 != - && $1 > $2 ]]; } # is_after TIME OTHER

went_back() { # went_back DATABASE FILES
  case $1:$2 in
    *:-) printf 'its database to %s' "$1" ;;
    -:*) printf 'its files to %s' "$2" ;;
    *) printf 'its database to %s, its files to %s' "$1" "$2" ;;
  esac
}

# Its own, or that of the server that every estate has.
use_server_of() { # use_server_of CLIENT
  local name
  name=$(server_of "$1" postgres) || exit
  SERVER=$(containers "server=$name")
  require_found "$name" ${SERVER:+"$SERVER"}
  name_data "$1"
}

# Of what was forgotten, and of clients whose line is not here.
tell_only_in_backups() { # tell_only_in_backups LINES
  local names
  names=$(awk -F'\t' '$1 != "-" { ours[$2] = 1 } $1 == "-" { others[$2] = 1 } END { for (name in others) if (!(name in ours)) print name }' <<<"$1" |
    { grep -vxF -f <(data_names; printf -- '-\n') || true; } | sort | paste -sd ' ')
  if [[ $names ]]; then
    say "In the backups, and no client of the program: $names. With a client's line, ./hosting up and then ./hosting recover put it back."
  fi
}

# Its files first: the database, with what is written about it, is what says that all of it is back.
recover_client() { # recover_client CLIENT DATABASE FILES: times, or -
  # shellcheck disable=SC2034 # restore_switch and restore_files read them
  local client=$1 at yes=1
  if [[ $3 != - ]]; then
    at=$3
    recover_files
  fi
  if [[ $2 != - ]]; then
    at=$2
    recover_database
  fi
}

recover_database() {
  use_database "$client"
  if [[ $(database_note "$KEPT") == "restored for "* ]]; then
    say "$client: its database was put back already."
    follow_on "$client"
  else
    restore_switch "$client" "$RECOVERED the backup of $at"
  fi
}

# The volumes say it while what was there is kept; the container that makes backups remembers it afterwards.
recover_files() {
  use_volumes "$client"
  if files_recovered test -e; then
    say "$client: its files are put back already."
  elif [[ $(put_back state </dev/null) == kept ]]; then
    start_apps "$client"
  else
    restore_files "$client"
  fi
  files_recovered touch
}

files_recovered() { # files_recovered COMMAND…: on the file that says so
  local data
  data=$(data_of "$client")
  docker exec "$(backup_container "$client")" "$@" "/var/lib/backup/clients/${data//_/-}/files-recovered"
}

readonly RECOVERED='recovered from'

confirm_recovered() {
  local client databases=() files=() bad=()
  for client in $(snapshot_clients); do
    if has_kept_database; then databases+=("$client"); fi
    if has_kept_files; then files+=("$client"); fi
  done
  if ((${#databases[@]} + ${#files[@]} == 0)); then
    say "Nothing is kept of a recovery."
    return
  fi
  say "What goes for good is what these had before ./hosting recover:"
  if ((${#databases[@]})); then say "  databases: ${databases[*]}"; fi
  if ((${#files[@]})); then say "  files: ${files[*]}"; fi
  if [[ -z $yes ]]; then confirm "Drop it?"; fi
  for client in "${databases[@]}"; do
    if ! (confirm_database "$client"); then bad+=("$client"); fi
  done
  for client in "${files[@]}"; do
    if ! (confirm_files); then bad+=("$client"); fi
  done
  if ((${#bad[@]})); then update_failed "Of these something is still kept: ${bad[*]}. The reasons are above."; fi
}

has_kept_database() {
  if ! has_database_of "$client"; then return 1; fi
  use_database "$client"
  [[ $(database_note "$DATABASE") == "$RECOVERED"* && -n $(database_note "$KEPT") ]]
}

has_kept_files() {
  if ! has_volumes_of "$client" || ! files_recovered test -e; then return 1; fi
  use_volumes "$client"
  [[ $(put_back state </dev/null) == kept ]]
}

confirm_database() {
  local yes=1
  use_database "$client"
  restore_confirm "$client"
}

confirm_files() {
  # shellcheck disable=SC2034 # restore_files_confirm reads it
  local yes=1
  restore_files_confirm "$client"
  files_recovered rm -f
}

has_database_of() { snapshot_names 'postgresql:index/database:Database' | grep -xE -- "$(data_of "$1" | tr _ -)(@.*)?" >/dev/null; }

# What is older than its cluster was backed up elsewhere. Docker's time of a volume moves with what is in it.
server_made() {
  as_superuser <<<"SELECT to_char((pg_stat_file('PG_VERSION')).modification AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
}
