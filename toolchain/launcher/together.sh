# shellcheck shell=bash
# Runs slow tasks side by side and keeps what they show readable.

together() { # together TASK… (functions that call step); fails when one of them does
  local task pid pids=() status=0
  BOARD=$(mktemp -d)
  set -m # a process group for each task, so that Ctrl-C can end all that it started
  for task in "$@"; do
    (set -e; "$task") </dev/null &
    pids+=("$!")
  done
  set +m
  trap 'kill -TERM -- "${pids[@]/#/-}" 2>/dev/null; rm -rf "$BOARD"; exit 130' INT TERM
  if progress_live; then draw_board "${pids[@]}"; fi
  for pid in "${pids[@]}"; do
    wait "$pid" || status=$?
  done
  trap - INT TERM
  rm -rf "$BOARD"
  BOARD=
  return "$status"
}

draw_board() { # draw_board PID…: finished steps scroll up, running ones are redrawn below them
  local running=1 drawn=0 shown=0
  while ((running)); do
    if ! any_alive "$@"; then running=0; fi
    if ((drawn)); then printf '\e[%dA' "$drawn" >&2; fi
    printf '\r\e[J' >&2
    draw_finished
    draw_running
    if ((running)); then sleep 1; fi
  done
}

any_alive() {
  local pid
  for pid in "$@"; do
    if kill -0 "$pid" 2>/dev/null; then return 0; fi
  done
  return 1
}

draw_finished() {
  if [[ ! -e $BOARD/finished ]]; then return; fi
  local lines
  lines=$(wc -l <"$BOARD/finished")
  sed -n "$((shown + 1)),${lines}p" "$BOARD/finished" >&2
  shown=$lines
}

draw_running() {
  local file started text expected
  drawn=0
  for file in "$BOARD"/*.running; do
    # A step may end between the listing and the reading.
    if IFS=$'\t' read -r started text expected 2>/dev/null <"$file"; then
      printf '%s\n' "$(running_line "$text" "$expected" $(($(date +%s) - started)))" >&2
      drawn=$((drawn + 1))
    fi
  done
}
