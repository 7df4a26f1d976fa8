# shellcheck shell=bash
# After a host was lost: the estate has come up on another one with empty databases, and each client's is put back from
# its last backup that is older than this host's server. Of a database that was put back nothing is done a second time.

command_recover() { # recover [--confirm]
  local client each=recover_client bad=()
  case "$#:${1:-}" in
    0:) ;;
    1:--confirm) each=confirm_client ;;
    *) usage_error "./hosting recover, and once all is well ./hosting recover --confirm." ;;
  esac
  require_docker
  use_environment
  require_stack
  for client in $(snapshot_clients); do
    if ! ("$each" "$client"); then bad+=("$client"); fi
  done
  if ((${#bad[@]})); then update_failed "Not put back: ${bad[*]}. The reasons are above; ./hosting recover goes on with these."; fi
  if [[ $each == recover_client ]]; then
    say "Look at the clients. Then ./hosting recover --confirm$(stack_option) drops what their databases were before, which is kept until then."
  fi
}

recover_client() {
  # shellcheck disable=SC2034 # restore_switch reads them
  local client=$1 at yes=1
  if ! has_database_of "$client"; then return; fi
  use_database "$client"
  if [[ $(database_note "$DATABASE")$(database_note "$KEPT") == *"$RECOVERED"* ]]; then
    say "$client: put back already."
    return
  fi
  at=$(server_made)
  restore_switch "$client"
  as_superuser --set=note="$RECOVERED the backup before $at" <<<'COMMENT ON DATABASE :"live" IS :'"'note'"
}

readonly RECOVERED='recovered from'

confirm_client() {
  # shellcheck disable=SC2034 # restore_confirm reads it
  # shellcheck disable=SC2034 # restore_confirm reads it
  local client=$1 yes=1
  if ! has_database_of "$client"; then return; fi
  use_database "$client"
  if [[ $(database_note "$DATABASE") == *"$RECOVERED"* && -n $(database_note "$KEPT") ]]; then restore_confirm "$client"; fi
}

has_database_of() { snapshot_names 'postgresql:index/database:Database' | grep -xE -- "$1(@.*)?" >/dev/null; }

# What is older than its cluster was backed up elsewhere. Docker's time of a volume moves with what is in it.
server_made() {
  as_superuser <<<"SELECT to_char((pg_stat_file('PG_VERSION')).modification AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
}
