# shellcheck shell=bash
# Lets go of snapshots that no client keeps. KEEP is like 24h7d4w12m: the last of so many hours, days, weeks and months in
# which there was one. What only clients keep that are gone from the program stays, and so does what others back up; a
# client's last verified backups stay whatever their age: those that came after may all be damaged. Of a client that no line
# names, for it was set aside before its server was lost or was forgotten, the last backup stays: it may be the only copy. Of what
# a client with a line does not use any more, the backups until then stay while it is set aside; the last one of its volumes for good.

expire() {
  local ids listed verified
  in_order
  verified=$(verified_backups)
  listed=$(snapshots)
  mapfile -t ids < <(tac <<<"$listed" | awk -F'\t' -v host="$PGHOST" -f "$LIBRARY/expire.awk" \
    part=clients "$CLIENTS" part=unused <(unused_lines) \
    part=verified <(printf '%s\n' "$verified") part=snapshots -)
  if ((${#ids[@]})); then
    restic_ forget --quiet "${ids[@]}"
    touch "$STATE/expired"
  fi
  rm -f "$STATE/verified"
}

verified_backups() { # a line each: client, snapshot
  mkdir -p "$STATE/clients"
  (cd "$STATE/clients" && find . -name verified -exec awk -F'\t' -v OFS='\t' '{ split(FILENAME, path, "/"); print path[2], $2 }' {} +)
}

prune() { # prune [UNUSED]: so much of the repository may stay that nothing needs any more
  in_order
  restic_ prune --quiet --max-unused "${1:-10%}"
  rm -f "$STATE/expired"
}

# Locks of jobs that were killed, for no other job of this container runs now.
in_order() { opening restic_ unlock --quiet; }
