# shellcheck shell=bash
# A backup counts when it was restored. Those that were made in one go are read in one go too, and two lanes restore, compare and drop
# them, each in a scratch database of its own. The verification of the night ends between two clients when another job waits or is due;
# who has had no turn is due still.

nightly() { # nightly CLIENT…: those that others leave time for, and one at least
  NIGHTLY=1
  verify "$@"
}

verify() { # verify CLIENT…: the last backup of each
  local name number roles=()
  for name in "$@"; do
    use_client "$name"
    roles+=("$ROLE")
  done
  if ! is_reached 2>"$ERRORS" || ! become_workers "${roles[@]}" 2>>"$ERRORS"; then give_up verification "$@"; fi
  MARKS=$WORKER/marks
  mkdir "$MARKS"
  for_each_snapshot verify_databases "$@"
  for number in "${LANES[@]}"; do drop_database "$SCRATCH$number"; done
  for name in "$@"; do
    use_client "$name"
    if has_turn; then alone finish; fi
  done
  touch "$STATE/verified"
  none_failed
}

has_turn() { [[ ! -e $MARKS/finished.$CLIENT && ! -e $MARKS/over ]]; }

finish() { # what is left to do for the client, before another job may have its turn
  conclude
  touch "$MARKS/finished.$CLIENT"
  if [[ ${NIGHTLY:-} ]] && { is_awaited || is_backup_of_any_due; }; then touch "$MARKS/over"; fi
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

verify_databases() { # verify_databases SNAPSHOT CLIENT…
  local number
  unpack "$@"
  for number in "${LANES[@]}"; do lane "$number" "$@" & done
  wait
}

# A process with files of its own, and of all that it does not share.
lane() { # lane NUMBER SNAPSHOT CLIENT…
  local name LANE=$1
  mkdir -p "$WORKER/$LANE"
  cp "$WORKER/pgpass" "$WORKER/$LANE"
  WORKER=$WORKER/$LANE
  ERRORS=$WORKER/errors
  for name in "${@:3}"; do
    use_client "$name"
    if is_free && alone begin; then
      attempt verification verify_database "$2" "$SCRATCH$LANE"
      rm -f "$MARKS/needed.$LANE"
      alone finish
    fi
  done
}

alone() ( # alone COMMAND: not while the other lane does such a thing
  exec {lock}>"$MARKS/lock"
  flock "$lock"
  "$1"
)

is_free() { has_turn && [[ ! -e $MARKS/begun.$CLIENT ]]; }

begin() { # unless the other lane has, or the job was killed
  is_free && kill -0 "$$" 2>/dev/null || return
  touch "$MARKS/begun.$CLIENT"
  if [[ ${NIGHTLY:-} ]]; then works_on "the verification of $NAME" ', after which others have their turn'; fi
}

# Several whose turn it is, for which there is as much room as there was when they were made. Of a damaged snapshot each is read by
# itself, to find out whose is whole.
unpack() { # unpack SNAPSHOT CLIENT…
  local name included=()
  rm -rf "$SPOOL"
  for name in "${@:2}"; do
    use_client "$name"
    if has_turn; then included+=(--include="/$CLIENT.backup"); fi
  done
  if ((${#included[@]} < 2)); then return; fi
  if ! restic_ restore --quiet --no-lock --target "$SPOOL" "${included[@]}" "$1" >/dev/null 2>&1; then rm -rf "$SPOOL"; fi
}

is_restored() { [[ -e $MARKS/restored.$CLIENT ]]; } # and compared, in this job

verify_database() { # verify_database SNAPSHOT DATABASE
  local snapshot=$1
  if [[ -e $SPOOL/$CLIENT.backup ]]; then
    restore_stream "$2" compare_scratch <"$SPOOL/$CLIENT.backup"
    rm "$SPOOL/$CLIENT.backup"
  else
    restore_checked "$1" "$2" compare_scratch
  fi
}

compare_scratch() { # compare_scratch DATABASE
  compare "$1"
  complete_database "$1"
  : >"$MARKS/restored.$CLIENT"
  echo "$NAME: backup $snapshot was restored and compared: $(tables) tables"
}

# Nothing of a client is verified before all of it is.
conclude() {
  local ids=() time=$EPOCHSECONDS
  if is_failed; then return; fi
  if has_database; then conclude_part database expect_restored; fi
  if has_volumes && ! is_failed; then conclude_part volumes read_back; fi
  if is_failed; then return; fi
  succeeded verification
  remember_verified "$time" "${ids[@]}"
}

conclude_part() { # conclude_part database|volumes COMMAND: which fails the client when it is not what was backed up
  if [[ ! $(recalled "$1") ]]; then
    not_verified "it has no backup of its $1 yet"
    return
  fi
  "$2"
  if is_failed; then return; fi
  ids+=("$(recalled "$1")")
  if (($(taken "$1") < time)); then time=$(taken "$1"); fi
}

expect_restored() { if ! is_restored; then not_verified 'the restore of its last backup came to no end'; fi; }

read_back() { attempt verification verify_volumes; }

not_verified() { # not_verified WHY
  echo "$NAME: $1" | tee "$ERRORS" >&2
  failed verification
}
