# shellcheck shell=bash
# Load on the clients: wrk asks the frontends as fast as it can, visitors ask the backends in every way.

readonly WARM_SECONDS=15 BEFORE_SECONDS=20 AFTER_SECONDS=10

measure() { # measure NAME COMMAND…: the load before, then during the command
  local name=$1 pid
  shift
  visitors_come "$name"
  sleep "$WARM_SECONDS"
  visitors_phase before
  wrk_frontends "$name-before" "$BEFORE_SECONDS"
  visitors_phase during
  wrk_frontends "$name-during" 3600 &
  pid=$!
  sleep 2
  timed "$@" >"$WORK/$name.seconds"
  sleep "$AFTER_SECONDS"
  touch "$WORK/$name-during.end"
  wait "$pid"
  visitors_leave
}

compile_visitors() {
  javac -d "$WORK/visitors" -sourcepath "$ROOT/src/test/java" "$ROOT/src/test/java/com/owndom/e2e/BenchVisitors.java"
}

visitors_come() { # visitors_come NAME: of all clients, until the last is removed
  local number hosts=()
  for ((number = 1; number <= CLIENTS; number++)); do hosts+=("$(host "$number")"); done
  coproc VISITORS {
    env -u JDK_JAVA_OPTIONS java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$WORK/visitors" com.owndom.e2e.BenchVisitors "$PORT" "${hosts[@]}" >"$WORK/$1.visitors" 2>"$WORK/$1.failures"
  }
}

visitors_phase() { printf '%s\n' "$1" >&"${VISITORS[1]}"; }

visitors_leave() {
  local pid=$VISITORS_PID phases=${VISITORS[1]}
  exec {phases}>&-
  wait "$pid"
}

host() { printf 'client-%s.bench.localhost' "$1"; }

wrk_frontends() { # wrk_frontends NAME SECONDS: until the time is over, or until NAME.end is there
  local number pids=() kind
  # The last client is not asked: wrk does not know that it is removed.
  for ((number = 1; number < CLIENTS; number++)); do
    kind=$([[ $((number % 2)) == 0 ]] && printf 'close' || printf 'keep-alive')
    # An interrupted wrk still reports.
    KIND="wrk $kind" wrk --threads 1 --connections 2 --duration "$2" --latency --script "$FOLDER/load.lua" --timeout 40s \
      --header "Host: $(host "$number")" --header "Connection: $kind" "http://127.0.0.1:$PORT/" >"$WORK/$1-$number.wrk" 2>&1 &
    pids+=("$!")
  done
  if (($2 > 60)); then
    # Without its directory, the benchmark has failed.
    while [[ -e $WORK && ! -e $WORK/$1.end ]]; do sleep 0.2; done
    kill -INT "${pids[@]}"
  fi
  wait "${pids[@]}"
}

timed() { # timed COMMAND…: its seconds
  local started=$EPOCHREALTIME
  "$@"
  awk -v from="$started" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.1f\n", to - from }'
}
