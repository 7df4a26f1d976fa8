# shellcheck shell=bash
# Files of apps: backed up as they are, and read back and compared with those that nobody has changed since.

# How restic ends when it could not read all of them.
readonly INCOMPLETE=3
# What a restore of files keeps in a volume until somebody says that it may go.
readonly NOT_THEIRS='.hosting-*'
# On the disk, for /tmp is memory.
readonly LISTS=$STATE/lists

back_up_volumes() { # back_up_volumes CLIENT…: of a round, in one go
  local name id status=0 began=$EPOCHSECONDS tags='' paths=() clients=()
  for name in "$@"; do
    use_client "$name"
    if has_volumes && ! is_failed; then
      clients+=("$name")
      paths+=("$VOLUMES/$CLIENT")
      tags+=,$(tags_of "$(du --summarize --bytes "$VOLUMES/$CLIENT" | cut -f 1)")
    fi
  done
  if ((${#clients[@]} == 0)); then return; fi
  id=$(opening store_volumes "$(tags_of_round "${UNUSED:-volumes}")$tags" "${paths[@]}" 2>"$ERRORS") || status=$?
  cat "$ERRORS" >&2
  for name in "${clients[@]}"; do
    use_client "$name"
    volumes_stored "$id" "$status" "$began"
  done
}

store_volumes() { # store_volumes TAGS PATH…
  restic_ backup --no-scan --tag "$1" --host "$PGHOST" --exclude "$VOLUMES/*/*/$NOT_THEIRS" -- "${@:2}" | saved_id
}

volumes_stored() { # volumes_stored SNAPSHOT STATUS TIME
  if (($2 == 0)) || { (($2 == INCOMPLETE)) && ! grep -qF "$VOLUMES/$CLIENT/" "$ERRORS"; }; then
    remember volumes "$1" "$3"
    succeeded backup "$3"
  else
    failed backup
  fi
}

# What is older than the backup has to be in it, and to be there what it still is here. Lists of files take as much room as
# there are files.
verify_volumes() {
  local taken id
  IFS=$TAB read -r taken id <"$FILES/volumes"
  # It is a process of its own.
  trap 'rm -rf "$LISTS"' EXIT
  rm -rf "$LISTS"
  mkdir -p "$LISTS"
  compare_files "$id"
  unchanged_since "$taken" <"$LISTS/different" >"$LISTS/wrong"
  old_files "$taken" | in_order_of_bytes >"$LISTS/old"
  in_order_of_bytes <"$LISTS/members" | LC_ALL=C comm -23 "$LISTS/old" - | sed 's/$/: is not in it/' >>"$LISTS/wrong"
  if [[ -s $LISTS/wrong ]]; then
    fail "$NAME: what is in backup $id is not what was backed up:" "$(head -n 10 "$LISTS/wrong")"
  fi
  echo "$NAME: backup $id of its files was read back and compared: $(grep -vc '/$' "$LISTS/members") files"
}

# Lists its members as well. Restic's archives have whole seconds.
compare_files() { # compare_files SNAPSHOT
  local status lister
  mkfifo "$LISTS/archive"
  tar --list --quoting-style=literal <"$LISTS/archive" >"$LISTS/members" 2>/dev/null &
  lister=$!
  set +e
  read_files "$1" "$VOLUMES/$CLIENT" 2>"$LISTS/unread" | tee "$LISTS/archive" |
    tar --compare --directory / --quoting-style=literal 2>"$LISTS/tar" | grep --text -v ': Mod time differs$' >"$LISTS/different"
  status=("${PIPESTATUS[@]}")
  wait "$lister"
  status+=($?)
  set -e
  if ((status[0] || status[2] > 1 || status[3] > 1 || status[4])); then
    fail "$NAME: backup $1 of its files can't be read back: $(last_words "$(tail -q -n 3 "$LISTS/unread" "$LISTS/tar")")"
  fi
}

in_order_of_bytes() { LC_ALL=C sort --temporary-directory="$LISTS"; }

read_files() { restic_ dump --quiet --no-lock --archive tar "$@"; } # read_files SNAPSHOT PATH

# Lines of tar's, without those on files that have changed since then, or are gone.
unchanged_since() { # unchanged_since TIME
  local line changed
  while IFS= read -r line; do
    changed=$(stat --format %Z -- "/${line%: *}" 2>/dev/null) || continue
    if ((changed < $1)); then printf '%s\n' "$line"; fi
  done
}

old_files() { # old_files TIME
  find "$VOLUMES/$CLIENT" -ignore_readdir_race -name "$NOT_THEIRS" -prune -o \( -type f -o -type l \) ! -newerct "@$1" -printf '%p\n' | sed 's|^/||'
}

files() { # files CLIENT SNAPSHOT [VOLUME]: as a tar archive on standard output
  use_client "$1"
  if is_of_unused "$2"; then VOLUMES=/unused$VOLUMES; fi
  read_files "$2" "$VOLUMES/$CLIENT${3:+/$3}"
}

is_of_unused() { snapshots "$1" | cut -f 4 | grep -x unused >/dev/null; } # is_of_unused SNAPSHOT
