# shellcheck shell=bash
# Databases that are on another server than the program says, or on several: were one taken in that is not the client's, or an
# empty one made, its apps would go on without its data. Only a state knew which is the one, or what a move has left tells.

# Each database of each server, as `SERVER NAME RANK SIZE` in PLACES: 4 was moved here, 3 is being copied to another server, 2 is one
# of which nothing more is known, 1 is the copy.
find_places() {
  local server
  scratch PLACES
  for server in $(database_servers); do
    on_server "$server" "SELECT '$server', datname, CASE
        WHEN shobj_description(oid, 'pg_database') LIKE 'moved here %' THEN 4
        WHEN EXISTS (SELECT FROM pg_replication_slots WHERE database = datname AND slot_name LIKE 'move\\_%') THEN 3
        WHEN EXISTS (SELECT FROM pg_subscription WHERE subdbid = d.oid) THEN 1 ELSE 2 END, pg_size_pretty(pg_database_size(oid))
      FROM pg_database d WHERE NOT datistemplate AND datname <> 'postgres' ORDER BY 2"
  done | tr '|' '\t' >"$PLACES"
}

database_servers() { # by their containers' labels
  ps_stack --all --format '{{.Label "com.owndom.server"}}' | grep -E '^postgres(-|$)' | sort -u || true
}

refuse_other_places() { # of databases that the plan makes
  local name real provider problems=()
  find_places
  while read -r _ name real provider; do
    mapfile -t -O "${#problems[@]}" problems < <(problem_of_places "$name" "$real" "$provider")
  done < <(grep '^postgresql:index/database:' "$CREATES")
  if ((${#problems[@]})); then
    update_failed "The program has databases on other servers than those that have them. Nothing was changed." "${problems[@]}" \
      "Write that, ./hosting adopt$(stack_option), and then take a client to the server that you want: ./hosting move."
  fi
}

problem_of_places() { # problem_of_places LOGICAL REAL SERVER: nothing where the program says the right one, or nobody has it
  local best there
  there=$(awk -F'\t' -v name="$2" '$2 == name' "$PLACES" | sort -t $'\t' -k 3,3nr)
  if [[ -z $there ]]; then return; fi
  best=$(awk -F'\t' 'NR == 1 { rank = $3 } $3 == rank { print $1 }' <<<"$there")
  if [[ $best == "$3" ]]; then return; fi
  printf '%s: %s is on %s, the program says %s: ' "${1%@*}" "$2" "$(shown_places "$there")" "$(server_name "$3")"
  if [[ $best == *$'\n'* ]]; then
    printf 'nothing tells which is the one. Look at them, and rename the other: ALTER DATABASE %s RENAME TO %s_other' "$2" "$2"
  else
    printf 'write database(it -> it.withServer("%s"))' "$(server_name "$best")"
  fi
  printf '\n'
}

shown_places() { # shown_places PLACES: postgres (9 MB) and reports (8 MB, the copy of a move that did not end)
  local server rank size shown=()
  while IFS=$'\t' read -r server _ rank size; do
    case $rank in
      4) size+=', moved here' ;;
      1) size+=', the copy of a move that did not end' ;;
    esac
    shown+=(" and $(server_name "$server") ($size)")
  done <<<"$1"
  printf '%s' "${shown[@]}" | sed 's/^ and //'
}

server_name() { printf '%s' "${1#postgres-}"; } # server_name LABEL: as the program calls it

tell_unknown_databases() { # those of clients that are in no program, what is left of moves, what is not of this estate
  local server name rank size names
  find_places
  for server in $(database_servers); do
    names=''
    while IFS=$'\t' read -r _ name rank size; do
      if ! known_databases "$server" | grep -xF -- "$name" >/dev/null; then names+=" $name$(if ((rank == 1)); then printf ' (the copy of a move that did not end)'; fi)"; fi
    done < <(awk -F'\t' -v server="$server" '$1 == server' "$PLACES")
    if [[ $names ]]; then
      say "On $(containers "server=$server"), and of no client in the program there:$names. With a client's line back, ./hosting adopt takes its database in again."
    fi
  done
}

known_databases() { # known_databases SERVER: those that the state has there
  snapshot_names 'postgresql:index/database:Database' | awk -F@ -v server="$(server_name "$1")" '
    (NF > 1 ? $2 : "postgres") == server { gsub(/-/, "_", $1); print $1 "_db" }'
}
