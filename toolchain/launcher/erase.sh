# shellcheck shell=bash
# Takes a client that was forgotten out of every backup: of what was its own, nothing is left then. What it has begun with
# goes on in the containers when it is interrupted; the same command does the rest.

erase_backups() { # erase_backups CLIENT [--name CLIENT]
  local client=$1 container containers lines
  check_client "$client"
  read_name "./hosting backups CLIENT --erase [--name CLIENT]" "${@:2}"
  use_stack
  require_forgotten "$client"
  mapfile -t containers < <(backup_containers)
  if ((${#containers[@]} == 0)); then refuse_without_backups; fi
  lines=$(docker exec "${containers[-1]}" backup list "$client") || exit
  if [[ -z $lines ]]; then update_failed "$client is in no backup."; fi
  say "What goes: what is $client's in $(wc -l <<<"$lines") backups, from $(sed -n '1p' <<<"$lines" | cut -f 2) to $(sed -n '$p' <<<"$lines" | cut -f 2). No other data of $client are left."
  require_name "$client" "$NAME" "backups $client --erase"
  for container in "${containers[@]::${#containers[@]}-1}"; do docker exec "$container" backup erase "$client"; done
  docker exec "${containers[-1]}" backup erase "$client" everywhere
}

require_forgotten() { # require_forgotten CLIENT
  if snapshot_clients | grep -x -- "$1" >/dev/null; then
    update_failed "$1 is in the program, or was when the estate was updated last." "Remove its line, ./hosting up, ./hosting forget $1, and then erase its backups."
  fi
  if [[ -n $(data_urns "$1") ]]; then
    update_failed "Data of $1 are still there." "./hosting forget $1 drops what is set aside; then erase its backups."
  fi
}

backup_containers() { containers | grep -E "^$(project)_backups(-[a-z0-9-]+)?_$STACK\$" || true; }
