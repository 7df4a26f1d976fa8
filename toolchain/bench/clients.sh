# shellcheck shell=bash
# Adding a client to a running estate, and what each further client costs the shared servers.

ADDED=3 # clients, one after the other

add_clients() { # add_clients SIZE: each by itself, then one with the update of all
  local number
  for ((number = $1 + 1; number <= $1 + ADDED; number++)); do
    measured "added-$1" up_client "$number"
  done
  measured "whole-$1" up "$number"
}

measured() { # measured NAME COMMAND…
  running >"$WORK/before"
  # Elapsed, and the processor time of pulumi and all that it waited for: the latter bears a busy machine.
  local TIMEFORMAT='%R %U %S' seconds
  { time "${@:2}" 2>&3; } 3>&2 2>"$WORK/time"
  read -ra seconds <"$WORK/time"
  printf '%s\n' "${seconds[0]}" >>"$WORK/$1.seconds"
  awk -v user="${seconds[1]}" -v kernel="${seconds[2]}" 'BEGIN { print user + kernel }' >>"$WORK/$1.processor"
  running >"$WORK/after"
  touched >>"$WORK/$1.touched"
  # What ran before and does not run any more with the same id and start.
  comm -23 "$WORK/before" "$WORK/after" | wc -l >>"$WORK/$1.restarts"
}

timed() { # timed COMMAND…: its seconds
  local started=$EPOCHREALTIME
  "$@"
  awk -v from="$started" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.2f\n", to - from }'
}

running() {
  docker ps --quiet --no-trunc "${LABELS[@]}" | xargs docker inspect --format '{{.Id}} {{.State.StartedAt}}' | sort
}

touched() { # the resources that the last update created, changed, replaced or deleted
  grep -o '"resOutputsEvent":{"metadata":{"op":"[a-z-]*","urn":"[^"]*"' "$WORK/events" |
    grep -v '"op":"\(same\|read\)"' | sed 's/.*"urn"://' | sort -u | wc -l
}

server_memory() { # server_memory SIZE: megabytes of proxy and PostgreSQL, freshly started
  local server
  for server in proxy postgres; do
    docker restart --time 60 "bench_${server}_$STACK" >/dev/null
  done
  sleep 20 # PostgreSQL starts its helpers, nginx asks for every name
  for server in proxy postgres; do megabytes "bench_${server}_$STACK" >"$WORK/memory-$server-$1"; done
}

megabytes() { # megabytes CONTAINER: what its processes have to themselves and their part of what they share
  # A health check may have ended by the time it is read.
  docker top "$1" -o pid | awk 'NR > 1 { print "/proc/" $1 "/smaps_rollup" }' | xargs cat 2>/dev/null |
    awk '/^Pss:/ { sum += $2 } END { printf "%.2f\n", sum / 1024 }' || say "a process of $1 ended meanwhile"
}

report_added() {
  local size way
  printf '%-26s %10s %10s %10s %10s\n' 'Adding a client' 'seconds' 'processor' 'touched' 'restarts'
  for way in added whole; do
    for size in 2 "$MANY"; do
      printf '%-26s %10.1f %10.1f %10s %10s\n' "to $size$(if [[ $way == whole ]]; then echo ', updating all'; fi)" \
        "$(median <"$WORK/$way-$size.seconds")" "$(median <"$WORK/$way-$size.processor")" "$(median <"$WORK/$way-$size.touched")" "$(median <"$WORK/$way-$size.restarts")"
    done
  done
  printf '%-26s %10.2f %10.2f\n\n' "$MANY against 2" "$(grown seconds)" "$(grown processor)"
}

grown() { # grown seconds|processor: adding to many against adding to two
  awk -v few="$(median <"$WORK/added-2.$1")" -v many="$(median <"$WORK/added-$MANY.$1")" 'BEGIN { print many / few }'
}

report_memory() {
  local server
  printf '%-26s %10s %10s %14s\n' 'Memory, MB' '2 clients' "$MANY" 'per client'
  for server in proxy postgres; do
    awk -v server="$server" -v few="$(cat "$WORK/memory-$server-2")" -v many="$(cat "$WORK/memory-$server-$MANY")" \
      -v more="$((MANY - 2))" 'BEGIN { printf "%-26s %10.1f %10.1f %14.2f\n", server, few, many, (many - few) / more }'
  done
}
