# shellcheck shell=bash
# A backup counts when it was restored. Those that were made in one go are read in one go too: tar hands each to a process
# of its own, which restores it into the scratch database.

verify() { # verify CLIENT…: the last backup of each
  local name roles=()
  for name in "$@"; do
    use_client "$name"
    roles+=("$ROLE")
  done
  if ! is_reached 2>"$STATE/errors" || ! become_workers "${roles[@]}" 2>>"$STATE/errors"; then give_up verification "$@"; fi
  drop_database "$SCRATCH"
  for_each_snapshot verify_databases "$@"
  for name in "$@"; do
    use_client "$name"
    conclude
  done
  touch "$STATE/verified"
  none_failed
}

for_each_snapshot() { # for_each_snapshot COMMAND CLIENT…: with a snapshot, and those whose last backup is in it
  local name id
  declare -A in=()
  for name in "${@:2}"; do
    use_client "$name"
    id=$(recalled database)
    if has_database && [[ $id ]]; then in[$id]+=" $name"; fi
  done
  for id in "${!in[@]}"; do
    # shellcheck disable=SC2086 # names
    "$1" "$id" ${in[$id]}
  done
}

# What a damaged part of the repository has kept from its turn is read once more, alone.
verify_databases() { # verify_databases SNAPSHOT CLIENT…
  local name files=()
  if (($# > 2)); then
    for name in "${@:2}"; do
      use_client "$name"
      files+=("$CLIENT.backup")
    done
    restic_ dump --quiet --no-lock --archive tar "$1" / 2>"$WORKER/unread" |
      tar --extract --to-command="'$LIBRARY/backup' member" "${files[@]}" 2>"$WORKER/tar" || true
  fi
  for name in "${@:2}"; do
    use_client "$name"
    if [[ ! -e $WORKER/done.$CLIENT ]]; then attempt verification verify_alone "$1"; fi
  done
}

member() { # called by tar
  use_data "${TAR_FILENAME%.backup}"
  touch "$WORKER/done.$CLIENT"
  attempt verification verify_stream
}

verify_stream() {
  restore_stream "$SCRATCH"
  drop_database "$SCRATCH"
  echo "$NAME: its last backup was restored and compared: $(tables) tables"
}

verify_alone() { # verify_alone SNAPSHOT
  restore_checked "$1" "$SCRATCH"
  drop_database "$SCRATCH"
  echo "$NAME: backup $1 was restored and compared: $(tables) tables"
}

# Nothing of a client is verified before all of it is.
conclude() {
  local ids=()
  if is_failed; then return; fi
  if has_database; then ids+=("$(recalled database)"); fi
  if has_volumes; then
    attempt verification verify_volumes
    if is_failed; then return; fi
    ids+=("$(recalled volumes)")
  fi
  if [[ ! ${ids[0]:-} ]]; then
    echo "it has no backup yet" >"$STATE/errors"
    failed verification
    return
  fi
  succeeded verification
  remember_verified "${ids[@]}"
}
