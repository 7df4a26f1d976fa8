# shellcheck shell=bash
# Load by wrk on the clients: half of them on kept connections, half with a new connection for each request.

readonly BEFORE_SECONDS=10

measure() { # measure NAME COMMAND…: the load before, then during the command
  local name=$1
  shift
  load "$name-before" "$BEFORE_SECONDS"
  load "$name-during" 3600 &
  local pid=$!
  sleep 2
  timed "$@" >"$WORK/$name.seconds"
  sleep 2
  touch "$WORK/$name-during.end"
  wait "$pid"
}

load() { # load NAME SECONDS: until the time is over, or until NAME.end is there
  local number pids=() kind
  # The last client is not asked: it is removed.
  for ((number = 1; number < CLIENTS; number++)); do
    kind=$([[ $((number % 2)) == 0 ]] && printf 'close' || printf 'keep-alive')
    # An interrupted wrk still reports.
    wrk --threads 1 --connections 2 --duration "$2" --latency --script "$FOLDER/load.lua" --timeout 40s \
      --header "Host: client-$number.bench.localhost" --header "Connection: $kind" "http://127.0.0.1:$PORT/" \
      >"$WORK/$1-$number.wrk" 2>&1 &
    pids+=("$!")
  done
  if (($2 > 60)); then
    while [[ ! -e $WORK/$1.end ]]; do sleep 0.2; done
    kill -INT "${pids[@]}"
  fi
  wait "${pids[@]}"
}

timed() { # timed COMMAND…: its seconds
  local started=$EPOCHREALTIME
  "$@"
  awk -v from="$started" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.1f\n", to - from }'
}

report() { # report NAME TITLE
  printf '%s, %s s\n' "$2" "$(cat "$WORK/$1.seconds")"
  local phase
  for phase in before during; do
    cat "$WORK/$1-$phase"-*.wrk | awk -v phase="$phase" '
      $1 == "result" { requests += $2; failed += $3; if ($4 > p99) p99 = $4; if ($5 > longest) longest = $5; median[++n] = $6 }
      END { printf "  %-7s %9d requests, %6d failed, median %.1f ms, worst 99 %% %.0f ms, longest %.0f ms\n", phase, requests, failed, median[int((n + 1) / 2)], p99, longest }'
  done
  printf '\n'
}
