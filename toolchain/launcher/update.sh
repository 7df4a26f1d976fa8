# shellcheck shell=bash
# up, preview and refresh: everything that is missing first, then pulumi, then what went wrong in plain words.

command_up() {
  local new
  prepare_update "$@"
  if ! grep -q '"urn":' "$SNAPSHOT"; then refuse_second_estate; fi
  refuse_lost_data
  mapfile -t new < <(unknown_clients "${CLIENTS[@]}")
  refuse_some_after_interrupted_switch
  recover_interrupted
  refuse_half_moved
  update up --suppress-outputs "${OPTIONS[@]}"
  take_snapshot
  check_known "${new[@]}"
  prune_images
  show_status
}

command_preview() {
  # A pull request is previewed where there is no way to the Docker host.
  if is_remote && ! reads_host "$@"; then local READY=ensure_program; fi
  prepare_update "$@"
  if [[ -z ${READY:-} ]]; then
    refuse_lost_data
    refuse_half_moved
  fi
  update preview --suppress-outputs "${OPTIONS[@]}"
}

command_refresh() {
  prepare_update "$@"
  recover_interrupted
  update refresh "${OPTIONS[@]}"
}

reads_host() { # reads_host OPTION…: a plan that compares with what is really there
  local option
  for option in "$@"; do
    case $option in -r | --refresh | --refresh=true) return 0 ;; esac
  done
  return 1
}

prepare_update() {
  unset HOSTING_ONLY
  split_clients "$@"
  "${READY:-ensure_ready}"
  stack_setup
  if ((${#CLIENTS[@]})); then target_clients; fi
}

target_clients() { # of CLIENTS: adds to OPTIONS that the update is about these alone
  local targets
  if selects; then export HOSTING_ONLY="${CLIENTS[*]}"; fi
  mapfile -t targets < <(target_options "${CLIENTS[@]}")
  OPTIONS+=("${targets[@]}")
}

update() { # update OPERATION OPTION…: once more after the lock of a process that is gone
  local operation=$1 options=("${@:2}")
  tunnel_further_servers
  if [[ $operation == up || $operation == preview ]]; then read_remote_host; fi
  export HOSTING_STATE=$SNAPSHOT # for the program, which would ask the engine for all of it; see StackResources
  if [[ $STACK == dev && $operation != preview ]]; then options+=(--yes); fi
  # Where nobody is asked, a plan just before would be the same work twice.
  if [[ $STACK == dev && $operation == up ]]; then options+=(--skip-preview); fi
  if attempt "$operation" "${options[@]}" || { free_dead_lock && attempt "$operation" "${options[@]}"; }; then
    limit_started "$operation"
    return
  fi
  explain_failure
  limit_started "$operation"
  exit 1
}

limit_started() { # limit_started OPERATION: what failed may have started containers, too
  if [[ $1 == up ]]; then limit_processes; fi
}

attempt() { # runs pulumi, and keeps its events and what it says on standard error
  local status=0 tee stderr
  scratch EVENTS
  scratch ERRORS
  rm -f "$ROOT"/target/build-*.log # the provider appends
  exec {stderr}> >(exec tee -i "$ERRORS" >&2)
  tee=$!
  trap : INT # pulumi ends in good order on Ctrl-C; the launcher waits for it
  # The engine collects its garbage four times less often: a tenth of its time with 50 clients, for some memory.
  GOGC=${GOGC:-400} PULUMI_DEBUG_COMMANDS=true pulumi "$@" --stack "$STACK" --event-log "$EVENTS" 2>&"$stderr" {stderr}>&- || status=$?
  trap - INT
  exec {stderr}>&-
  await_end "$tee" # for the last words
  return "$status"
}

await_end() { # await_end PID: two seconds at most, for a killed pulumi leaves plugins behind that keep the pipe open
  for _ in {1..20}; do
    if ! kill -0 "$1" 2>/dev/null; then return; fi
    sleep 0.1
  done
}
