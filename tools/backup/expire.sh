# shellcheck shell=bash
# Lets go of snapshots that no client keeps. KEEP is like 24h7d4w12m: the last of so many hours, days, weeks and months in
# which there was one. What only clients keep that are gone from the program stays, and so does what others back up. A
# client's last verified backups stay whatever their age: those that came after may all be damaged.

expire() {
  local ids verified
  rm -f "$STATE/verified"
  in_order
  verified=$(verified_backups)
  mapfile -t ids < <(snapshots | tac | awk -F'\t' -v host="$PGHOST" -f "$LIBRARY/expire.awk" \
    part=clients "$SETTINGS/clients" part=verified <(printf '%s\n' "$verified") part=snapshots -)
  if ((${#ids[@]})); then
    restic_ forget --quiet "${ids[@]}"
    touch "$STATE/expired"
  fi
}

verified_backups() { # a line each: client, snapshot
  mkdir -p "$STATE/clients"
  find "$STATE/clients" -name verified -exec awk -F'\t' -v OFS='\t' '{ n = split(FILENAME, path, "/"); print path[n - 1], $2 }' {} +
}

prune() {
  in_order
  restic_ prune --quiet --max-unused 10%
  rm -f "$STATE/expired"
}

# Locks of jobs that were killed, for no other job of this container runs now.
in_order() { opening restic_ unlock --quiet; }

# Takes a client that was forgotten out of every backup.
erase() { # erase CLIENT
  local shared alone
  CLIENT=$1
  mapfile -t alone < <(snapshots --tag "client:$1" | awk -F'\t' -v client="$1" '$1 == client && $8 == 1 { print $2 }')
  mapfile -t shared < <(snapshots --tag "client:$1" | awk -F'\t' -v client="$1" '$1 == client && $8 > 1 { print $2 }')
  in_order
  if ((${#shared[@]})); then
    restic_ rewrite --quiet --forget --exclude "/$1.backup" --exclude "$VOLUMES/$1" "${shared[@]}"
    restic_ tag --quiet --tag "client:$1" --remove "client:$1"
  fi
  if ((${#alone[@]})); then restic_ forget --quiet "${alone[@]}"; fi
  prune
  rm -rf "${STATE:?}/clients/$1"
  echo "$1 is in no backup any more."
}
