# shellcheck shell=bash
# After a host was lost: the estate has come up on another one with empty databases and volumes, and each client's are put
# back from the last backups that are older than this host's server. What was put back is not put back a second time.

command_recover() { # recover [--confirm]
  local client each=recover_client bad=()
  case "$#:${1:-}" in
    0:) ;;
    1:--confirm) each=confirm_client ;;
    *) usage_error "./hosting recover, and once all is well ./hosting recover --confirm." ;;
  esac
  use_stack
  for client in $(snapshot_clients); do
    if ! ("$each" "$client"); then bad+=("$client"); fi
  done
  if ((${#bad[@]})); then update_failed "Not put back: ${bad[*]}. The reasons are above; ./hosting recover goes on with these."; fi
  if [[ $each == recover_client ]]; then
    say "Look at the clients. Then ./hosting recover --confirm$(stack_option) drops what they had before, which is kept until then."
  fi
}

recover_client() {
  # shellcheck disable=SC2034 # restore_switch and restore_files read them
  local client=$1 at yes=1
  if has_database_of "$client"; then recover_database; fi
  if has_volumes_of "$client"; then recover_files; fi
}

recover_database() {
  use_database "$client"
  if [[ $(database_note "$DATABASE")$(database_note "$KEPT") == *"$RECOVERED"* ]]; then
    say "$client: put back already."
    return
  fi
  at=$(server_made)
  restore_switch "$client"
  as_superuser --set=note="$RECOVERED the backup before $at" <<<'COMMENT ON DATABASE :"live" IS :'"'note'"
}

# The volumes say it while what was there is kept; the container that makes backups remembers it afterwards.
recover_files() {
  use_volumes "$client"
  if [[ $(put_back state </dev/null) == kept ]] || files_recovered test -e; then
    say "$client: its files are put back already."
    return
  fi
  # shellcheck disable=SC2034 # server_made asks it
  if ! has_database_of "$client"; then SERVER=$(containers server=postgres); fi
  at=$(server_made)
  restore_files "$client"
  files_recovered touch
}

files_recovered() { # files_recovered COMMAND…: on the file that says so
  local data
  data=$(data_of "$client")
  docker exec "$(backup_container "$client")" "$@" "/var/lib/backup/clients/${data//_/-}/files-recovered"
}

readonly RECOVERED='recovered from'

confirm_client() {
  # shellcheck disable=SC2034 # restore_confirm and restore_files_confirm read it
  local client=$1 yes=1
  if has_database_of "$client"; then
    use_database "$client"
    if [[ $(database_note "$DATABASE") == *"$RECOVERED"* && -n $(database_note "$KEPT") ]]; then restore_confirm "$client"; fi
  fi
  if has_volumes_of "$client" && files_recovered test -e; then
    use_volumes "$client"
    if [[ $(put_back state </dev/null) == kept ]]; then restore_files_confirm "$client"; fi
  fi
}

has_database_of() { snapshot_names 'postgresql:index/database:Database' | grep -xE -- "$(data_of "$1" | tr _ -)(@.*)?" >/dev/null; }

# What is older than its cluster was backed up elsewhere. Docker's time of a volume moves with what is in it.
server_made() {
  as_superuser <<<"SELECT to_char((pg_stat_file('PG_VERSION')).modification AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
}
