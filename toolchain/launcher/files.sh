# shellcheck shell=bash
# A client's files from a backup: written beside the live ones in their volumes, compared, and exchanged with them while its
# apps stand still. What was there is kept until somebody says that it may go. Interrupted, the same command goes on.

restore_files() { # restore_files CLIENT
  local client=$1 snapshot taken
  use_volumes "$client"
  case $(put_back state </dev/null) in
    kept)
      start_apps "$client"
      update_failed "$client's files were put back before, and what was there is still kept." \
        "./hosting restore $client --files --confirm drops it, ./hosting restore $client --files --undo puts it back."
      ;;
    half) say "$client: an exchange of its files was interrupted; it goes on." ;;
    *)
      # shellcheck disable=SC2154 # command_restore or recover_files has set it
      snapshot=$(snapshot_at "$client" "$at" volumes) || exit
      taken=${snapshot#*$'\t'} snapshot=${snapshot%%$'\t'*}
      say "$client's files go back to its backup $snapshot of $taken. Its apps stand still while they are exchanged."
      if [[ -z $yes ]]; then confirm "Write them beside the live ones, compare them, and then exchange them?"; fi
      take_files "$client" "$snapshot"
      ;;
  esac
  exchange_files "$client" exchange
  # Else an empty database would be backed up after that of a server that was lost.
  if ! has_database_of "$client"; then follow_on "$client"; fi
  say "What was there before is kept in the volumes, where only root sees it. Look at $client; then one of:"
  say "  ./hosting restore $client --files --confirm   drops it"
  say "  ./hosting restore $client --files --undo      puts it back"
}

restore_files_undo() { # restore_files_undo CLIENT: once more, and it is undone itself
  require_kept_files "$1"
  exchange_files "$1" undo
  say "$1 has the files of before. The restored ones are kept: --files --confirm drops them, --files --undo puts them back again."
}

restore_files_confirm() { # restore_files_confirm CLIENT
  require_kept_files "$1"
  start_apps "$1"
  if [[ -z $yes ]]; then confirm "Drop the files of before for good?"; fi
  put_back drop </dev/null
  say "The files of before are dropped."
}

require_kept_files() { # require_kept_files CLIENT
  use_volumes "$1"
  if [[ $(put_back state </dev/null) == none ]]; then update_failed "$1 has no files that are kept from a restore; nothing was changed."; fi
}

# Sets VOLUMES to docker's options that mount them, VOLUME_NAMES, and TOOLS to the image that puts files back.
use_volumes() { # use_volumes CLIENT
  local container found path name
  container=$(backup_container "$1") || exit
  TOOLS=$(docker inspect --format '{{.Image}}' "$container") || exit
  found=$(volumes_of "$1") || exit
  if [[ -z $found ]]; then update_failed "$1 has no volumes that are backed up."; fi
  VOLUMES=() VOLUME_NAMES=()
  while IFS=$'\t' read -r path name; do
    VOLUMES+=(--volume "$name:$path") VOLUME_NAMES+=("$name")
  done <<<"$found"
}

has_volumes_of() { # has_volumes_of CLIENT: that are backed up; ends the command when nobody can tell
  local data found
  data=$(data_of "$1")
  # Where the state has none, no container is asked.
  if ! snapshot_names 'docker:index/volume:Volume' | grep "^${data//_/-}-" >/dev/null; then return 1; fi
  found=$(volumes_of "$1") || exit
  [[ -n $found ]]
}

volumes_of() { # volumes_of CLIENT [/unused]: where the container that backs them up has them, and what Docker calls them
  local container data mounts
  container=$(backup_container "$1") || return
  data=$(data_of "$1")
  if ! mounts=$(docker inspect --format '{{range .Mounts}}{{.Destination}}{{"\t"}}{{.Name}}{{"\n"}}{{end}}' "$container"); then
    failed "$1: Docker does not say which of its volumes are backed up."
    return 1
  fi
  sed -n "\|^${2:-}/volumes/${data//_/-}/|p" <<<"$mounts"
}

put_back() { # put_back COMMAND [ARGUMENT]: in a container that has nothing but the volumes
  docker run --rm --interactive --network none --cap-drop ALL --cap-add CHOWN --cap-add DAC_OVERRIDE --cap-add FOWNER \
    --cap-add FSETID "${VOLUMES[@]}" --entrypoint put-back "$TOOLS" "$@"
}

take_files() { # take_files CLIENT SNAPSHOT
  local step bytes
  bytes=$(in_backup_container "$1" list | awk -F'\t' -v id="$2" '$1 == id { print $4 }')
  for step in "take $bytes" check; do
    # shellcheck disable=SC2086 # a word and a number
    if ! in_backup_container "$1" files "$2" | put_back $step; then
      update_failed "$1: its files were not restored from backup $2. The live ones were not touched."
    fi
  done
}

# An app that has a file open would go on writing to the one that is kept.
exchange_files() { # exchange_files CLIENT exchange|undo
  local began done=0 found apps=()
  found=$(apps_with_volumes) || update_failed "$1: Docker does not say which apps have its files open, so they were not exchanged. The same command goes on."
  if [[ -n $found ]]; then mapfile -t apps <<<"$found"; fi
  began=$(date +%s%N)
  if ((${#apps[@]})) && ! docker stop "${apps[@]}" >/dev/null; then
    failed "$1: its apps could not be stopped, so its files were not exchanged. Once Docker answers, the same command goes on."
    start_apps "$1"
    exit 1
  fi
  put_back "$2" </dev/null || done=$?
  if ((done)); then failed "$1: its files were not exchanged. The same command goes on."; fi
  start_apps "$1"
  if ((done)); then exit 1; fi
  say "$1 stood still for $((($(date +%s%N) - began) / 1000000)) ms."
}

# Those that run stay as they are; what was interrupted behind an exchange has left them stopped.
start_apps() { # start_apps CLIENT
  local found app stopped=()
  found=$(apps_with_volumes) || update_failed "$1: Docker does not say which apps it has; they may stand still. Once it answers: ./hosting up $1$(stack_option)"
  for app in $found; do
    docker start "$app" </dev/null >/dev/null || stopped+=("docker start $app")
  done
  if ((${#stopped[@]})); then update_failed "$1: apps could not be started again. Once Docker answers:" "${stopped[@]}"; fi
}

# Those that are kept running; an interrupted exchange has left them stopped.
apps_with_volumes() {
  local volume app policy
  for volume in "${VOLUME_NAMES[@]}"; do
    docker ps --all --filter "volume=$volume" --filter "label=com.owndom.app" --format '{{.Names}}' || return
  done | sort -u | while read -r app; do
    policy=$(docker inspect --format '{{.HostConfig.RestartPolicy.Name}}' "$app") || return
    if [[ $policy == unless-stopped ]]; then printf '%s\n' "$app"; fi
  done
}
