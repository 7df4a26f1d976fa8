# shellcheck shell=bash
# Takes a client that was forgotten out of every backup: of this server's, or with `everywhere` of all that there are. What
# other clients have in the same snapshots stays, under other ids. Interrupted, the container goes on with it.

erase() { # erase CLIENT [everywhere]
  OF=(--tag "client:$1")
  if [[ ${2:-} != everywhere ]]; then OF+=(--host "$PGHOST"); fi
  refuse_present "$1"
  put "$STATE/erase" '%s\n' "$*"
  in_order
  list_erased
  erase_alone "$1"
  erase_shared "$1"
  follow_ids
  rm -rf "$STATE/erasing" "${STATE:?}/clients/$1"
  if [[ ${2:-} == everywhere ]]; then
    prune 0
    echo "$1 is in no backup any more."
  fi
  rm "$STATE/erase"
}

list_erased() { # also those that it was interrupted in
  local listed
  listed=$(snapshots "${OF[@]}")
  put "$STATE/erasing" '%s\n' "$(cat "$STATE/erasing" 2>/dev/null)" "$listed"
}

refuse_present() { # refuse_present CLIENT: by either of its names
  if awk -F'\t' -v client="$1" '$1 == client || $2 == client { found = 1 } END { exit !found }' "$CLIENTS" <(unused_lines); then
    rm -f "$STATE/erase"
    fail "$1: its data are in use, or set aside, and are backed up here. ./hosting forget $1 drops what is set aside."
  fi
}

erase_alone() { # erase_alone CLIENT: the snapshots that have nothing else
  ids_of "$1" '== 1'
  if ((${#IDS[@]})); then restic_ forget --quiet "${IDS[@]}"; fi
}

erase_shared() { # erase_shared CLIENT
  ids_of "$1" '> 1'
  if ((${#IDS[@]} == 0)); then return; fi
  restic_ rewrite --quiet --forget --exclude "/$1.backup" --exclude "$VOLUMES/$1" "${IDS[@]}"
  restic_ tag --quiet "${OF[@]}" --remove "client:$1"
}

ids_of() { # ids_of CLIENT TEST: sets IDS to its snapshots with so many clients
  local listed
  listed=$(snapshots "${OF[@]}")
  mapfile -t IDS < <(awk -F'\t' -v client="$1" '$1 == client && $8 '"$2"' { print $2 }' <<<"$listed")
}

# The state of the others names snapshots by their ids. What stays of one has its time, kind and server.
follow_ids() {
  local listed
  listed=$(snapshots)
  awk -F'\t' '{ series = $3 FS $4 FS $7 } NR == FNR { now[series] = $2; next }
    series in now && now[series] != $2 { print "s/\t" $2 "\\(\t\\|$\\)/\t" now[series] "\\1/" }' <(printf '%s\n' "$listed") "$STATE/erasing" >"$STATE/ids"
  find "$STATE/clients" -type f \( -name database -o -name volumes -o -name verified \) -exec sed -i -f "$STATE/ids" {} +
  rm "$STATE/ids"
}
