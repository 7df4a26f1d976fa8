# shellcheck shell=bash
# Takes the backups of a round. Opening the repository takes restic about a second, so small databases are dumped one
# after the other into a spool that one restic reads; large ones go through a pipe, and need no room on the disk.

# How restic ends when it is told to stop.
readonly STOPPED=143 INTERRUPTED=130 KILLED=137 TIMED_OUT=124
readonly SPOOL=$STATE/spool
# A database that is larger is streamed; and so many bytes are in the spool at once.
SMALL_BYTES=${SMALL_BYTES:-67108864} SPOOL_BYTES=${SPOOL_BYTES:-268435456}

round() { # round CLIENT…: what fails for one holds up no other
  local name
  SPOOLED=() SPOOLED_BYTES=0 LARGE=()
  begin_round "$@"
  for name in "$@"; do
    use_client "$name"
    attempt backup refuse_other_server
    if is_failed || ! has_database; then continue; fi
    if is_small; then spool_database; else LARGE+=("$name"); fi
  done
  store_spool
  for name in "${LARGE[@]}"; do stream_database "$name"; done
  leave_workers
  back_up_volumes "$@"
  none_failed
}

# A client that has the same name later, or a database again, has backups of its own, and would make this one expire.
last() { # last CLIENT
  LAST=,last
  round "$1"
}

begin_round() { # begin_round CLIENT…
  local name roles=()
  SPOOL_BEGAN=$EPOCHSECONDS
  rm -rf "$SPOOL"
  mkdir -p "$SPOOL"
  for name in "$@"; do
    use_client "$name"
    if has_database; then roles+=("$ROLE"); fi
  done
  if ! is_reached 2>"$ERRORS" || ! become_workers "${roles[@]}" 2>>"$ERRORS" || ! read_databases 2>>"$ERRORS"; then
    give_up backup "$@"
  fi
}

is_small() { ((${BYTES_OF[$DATABASE]:-0} <= SMALL_BYTES)) && [[ ! -e $FILES/large ]]; }

spool_database() {
  local file=$SPOOL/$CLIENT.backup
  if ((SPOOLED_BYTES + ${BYTES_OF[$DATABASE]:-0} > SPOOL_BYTES)); then
    local name=$NAME
    store_spool
    use_client "$name"
  fi
  attempt backup spool_dump "$file"
  if is_failed; then
    rm -f "$file"
  elif [[ -e $FILES/large ]]; then
    LARGE+=("$NAME")
  else
    SPOOLED+=("$NAME")
    SPOOLED_BYTES=$((SPOOLED_BYTES + $(stat -c %s "$file")))
  fi
}

# What is small on the server may be large as text: it is streamed from then on.
spool_dump() { # spool_dump FILE
  if (ulimit -f $((SPOOL_BYTES / 1024)) && dump) >"$1" 2>"$WORKER/errors"; then return; fi
  if (($(stat -c %s "$1") < SPOOL_BYTES / 1024 * 1024)); then
    cat "$WORKER/errors" >&2
    return 1
  fi
  rm "$1"
  touch "$FILES/large"
}

store_spool() {
  local name id tags=''
  if ((${#SPOOLED[@]} == 0)); then return; fi
  for name in "${SPOOLED[@]}"; do
    use_client "$name"
    tags+=,$(tags_of "$(stat -c %s "$SPOOL/$CLIENT.backup")")
  done
  if id=$(opening store_files "$(tags_of_round database)$tags" 2>"$ERRORS"); then
    for name in "${SPOOLED[@]}"; do stored "$name" "$id" "$SPOOL_BEGAN"; done
  else
    cat "$ERRORS" >&2
    all_failed backup "${SPOOLED[@]}"
  fi
  rm -f "$SPOOL"/*
  SPOOLED=() SPOOLED_BYTES=0 SPOOL_BEGAN=$EPOCHSECONDS
}

tags_of_round() { printf 'kind:%s,cluster:%s%s' "$1" "$CLUSTER" "${LAST:-}"; } # tags_of_round KIND

tags_of() { printf 'client:%s,size:%s:%s' "$CLIENT" "$CLIENT" "$1"; } # tags_of BYTES

store_files() { # store_files TAGS: prints the snapshot's id
  cd "$SPOOL" || return
  restic_ backup --force --no-scan --tag "$1" --host "$PGHOST" -- *.backup | saved_id
}

saved_id() { sed -n 's/^snapshot \([0-9a-f]*\) saved$/\1/p'; }

stored() { # stored CLIENT SNAPSHOT TIME: of its database, as it was then
  use_client "$1"
  remember database "$2" "$3"
  if ! has_volumes; then succeeded backup "$3"; fi
}

stream_database() { # stream_database CLIENT
  local began=$EPOCHSECONDS
  use_client "$1"
  attempt backup opening dump_into_restic
  if ! is_failed; then stored "$1" "$(saved_id <"$WORKER/saved")" "$began"; fi
}

# Restic reads a pipe that stays open until the dump has ended well, and is stopped before it is closed when it has not:
# what is broken off must never look whole. If restic ran the dump itself, a full disk would have both wait forever.
dump_into_restic() {
  local restic
  rm -f "$WORKER/pipe"
  mkfifo "$WORKER/pipe"
  restic_options
  restic "${OPTIONS[@]}" backup --tag "$(tags_of_round database),client:$CLIENT" --host "$PGHOST" \
    --stdin --stdin-filename "$CLIENT.backup" <"$WORKER/pipe" >"$WORKER/saved" &
  restic=$!
  exec 7>"$WORKER/pipe"
  if (dump) >&7 2>"$WORKER/errors"; then
    exec 7>&-
    wait "$restic"
  else
    broken_off "$restic"
  fi
}

# Restic may be waiting for what the pipe brings, and not see that it is told to stop.
broken_off() { # broken_off PID: fails with restic's status and words, or else with those of the dump
  local status=0
  kill "$1" 2>/dev/null || true
  for _ in {1..50}; do
    if ! kill -0 "$1" 2>/dev/null; then break; fi
    sleep 0.1
  done
  kill -9 "$1" 2>/dev/null || true
  wait "$1" || status=$?
  if ((status == STOPPED || status == INTERRUPTED || status == KILLED)); then cat "$WORKER/errors" >&2; fi
  return "$((status ? status : 1))"
}

# The description, an empty line, the dump; with the worker that was made before.
dump() {
  local CEILING
  CEILING=$(ceiling "${BYTES_OF[$DATABASE]:-0}")
  rm -f "$WORKER"/{header,checked,complete}
  as_worker sql "$DATABASE" --set=client="$CLIENT" --set=role="$ROLE" --set=header="$WORKER/header" \
    --set=has_check="$(has_check)" --set=check="$(check_file)" --set=checked="$WORKER/checked" --file="$LIBRARY/dump.sql"
  # Before version 16, psql does not tell how a program that it ran has ended.
  [[ -e $WORKER/complete ]]
}

check_file() { printf '%s' "$SETTINGS/checks/$CLIENT.sql"; }

has_check() { if [[ -e $(check_file) ]]; then echo true; else echo false; fi; }
