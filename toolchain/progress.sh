# shellcheck shell=bash
# Progress of slow steps, on standard error so that standard output stays clean.
#
#   step "Text" "about 4 min, once" command…
#
# runs the command with its output in $CACHE/logs. Call it without `||` or `if`: in there bash ignores errors
# inside a function, also one that is run as a step.

# Redrawing a line needs a terminal; anything else gets a line when a step starts and one when it ends.
progress_live() { [[ -t 2 && ${TERM:-dumb} != dumb && -z ${CI:-} ]]; }

paint() { # paint green|red|yellow|bold TEXT
  local code
  case $1 in green) code=32 ;; red) code=31 ;; yellow) code=33 ;; *) code=1 ;; esac
  if [[ -t 2 && -z ${NO_COLOR:-} && ${TERM:-dumb} != dumb ]]; then
    printf '\e[%sm%s\e[0m' "$code" "$2"
  else
    printf '%s' "$2"
  fi
}

duration() { # duration SECONDS: 42 s, 3 min 07 s
  if (($1 < 60)); then printf '%d s' "$1"; else printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); fi
}

step() {
  local text=$1 expected=$2 log status started=$SECONDS
  shift 2
  log=$(step_log "$text")
  step_started "$text" "$expected"
  set +e
  (set -e; "$@") >"$log" 2>&1 </dev/null # in the foreground, so that Ctrl-C reaches it
  status=$?
  set -e
  step_ended "$text" "$status" "$(duration $((SECONDS - started)))" "$log"
  return "$status"
}

step_log() { # step_log TEXT: the log file of that step
  local name
  name=$(tr '[:upper:]' '[:lower:]' <<<"$1" | tr -cs 'a-z0-9' '-')
  mkdir -p "$CACHE/logs"
  printf '%s/logs/%s.log' "$CACHE" "${name%-}"
}

step_started() { # step_started TEXT EXPECTED
  if ! progress_live; then
    printf '  ...   %s (%s)\n' "$1" "$2" >&2
  elif [[ -n ${BOARD:-} ]]; then # several steps run side by side: launcher/together.sh draws them
    printf '%s\t%s\t%s\n' "$(date +%s)" "$1" "$2" >"$BOARD/$BASHPID.running"
  else
    step_clock "$1" "$2" &
    STEP_CLOCK=$!
  fi
}

step_ended() { # step_ended TEXT STATUS DURATION LOG
  local result
  result=$(step_result "$@")
  if ! progress_live; then
    printf '%s\n' "$result" >&2
  elif [[ -n ${BOARD:-} ]]; then
    rm -f "$BOARD/$BASHPID.running"
    printf '%s\n' "$result" >>"$BOARD/finished"
  else
    kill "$STEP_CLOCK"
    wait "$STEP_CLOCK" 2>/dev/null || STEP_CLOCK=
    printf '\r\e[K%s\n' "$result" >&2
  fi
}

step_result() { # one line, and after a failure what the command said last
  if (($2 == 0)); then
    printf '  %s    %s, %s\n' "$(paint green ok)" "$1" "$3"
  else
    printf '  %s  %s: exit code %s after %s\n' "$(paint red FAIL)" "$1" "$2" "$3"
    tail -n 20 "$4" | awk '{ print "        | " $0 }'
    printf '        The whole log: %s\n' "$4"
  fi
}

running_line() { # running_line TEXT EXPECTED ELAPSED, cut to the width of the terminal
  local line
  line=$(printf '  ...   %s  %d:%02d  (%s)' "$1" $(($3 / 60)) $(($3 % 60)) "$2")
  printf '%s' "${line:0:$(($(tput cols) - 1))}"
}

step_clock() { # redraws the line of a running step each second, as long as the launcher lives
  local started=$SECONDS
  while kill -0 $$ 2>/dev/null; do
    printf '\r\e[K%s' "$(running_line "$1" "$2" $((SECONDS - started)))" >&2
    sleep 1
  done
}
