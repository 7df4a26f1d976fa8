# shellcheck shell=bash
# Backups of one client: one more now, those that there are, and none any more. The container that makes them does the work.

command_backup() {
  case "$#:${1:-}:${2:-}" in
    1:[^-]*: | 2:[^-]*:--anew) ;;
    *) usage_error "./hosting backup CLIENT [--anew]; ./hosting backups CLIENT lists them, and --erase erases those of one that was forgotten." ;;
  esac
  if (($# == 2)); then in_backup_container "$1" anew; fi
  in_backup_container "$1" now
  say "$1 is backed up. ./hosting backups $1$(stack_option) lists its backups."
}

command_backups() {
  case "$#:${1:-}:${2:-}" in
    1:[^-]*:) list_backups "$1" ;;
    *:[^-]*:--erase) erase_backups "$1" "${@:3}" ;;
    *) usage_error "./hosting backups CLIENT, or of one that was forgotten ./hosting backups CLIENT --erase" ;;
  esac
}

list_backups() { # list_backups CLIENT
  local lines
  lines=$(in_backup_container "$1" list)
  if [[ -z $lines ]]; then
    say "$1 has no backup yet. ./hosting backup $1$(stack_option) makes one."
    return
  fi
  printf 'BACKUP\tTAKEN\tOF\tSIZE\tSTATE\n%s\n' "$(awk -F'\t' -v OFS='\t' '
    function size(bytes) { return bytes < 1e6 ? int(bytes / 1e3) + 1 " kB" : bytes < 1e9 ? int(bytes / 1e6) " MB" : sprintf("%.1f GB", bytes / 1e9) }
    { $4 = size($4); print }' <<<"$lines")" | aligned
}

aligned() { # columns as wide as their widest cell
  awk -F'\t' '
    { rows[NR] = $0; for (i = 1; i <= NF; i++) if (length($i) > width[i]) width[i] = length($i) }
    END {
      for (r = 1; r <= NR; r++) {
        n = split(rows[r], cells, "\t"); line = ""
        for (i = 1; i < n; i++) line = line sprintf("%-" width[i] + 2 "s", cells[i])
        print line cells[n]
      }
    }'
}

in_backup_container() { # in_backup_container CLIENT COMMAND [ARGUMENT…]
  local container
  container=$(backup_container "$1") || exit
  docker exec "$container" backup "$2" "$1" "${@:3}"
}

backup_container() { # backup_container CLIENT: the one that backs up its server
  local server found
  check_client "$1"
  require_docker
  server=$(server_of "$1" postgres) || exit
  found=$(containers "server=backups${server#postgres}") || exit
  if [[ -z $found ]]; then refuse_without_backups; fi
  printf '%s\n' "$found"
}

refuse_without_backups() {
  update_failed "Nothing is backed up in stack $STACK." "In development it is not, unless: ./hosting config set backups true$(stack_option)"
}
