# shellcheck shell=bash
# What every backend and every frontend has to do.

PASSED=0
FAILED=0

check() { # check WHAT command…
  local what="$1"
  shift
  if "$@" >"$LOGS/check" 2>&1; then
    PASSED=$((PASSED + 1))
    echo "ok      $what"
  else
    FAILED=$((FAILED + 1))
    echo "FAILED  $what"
    tail -n 10 "$LOGS/check" | sed 's/^/          /'
  fi
}

answer() { # answer PATTERN URL [curl option…]: the body and the status; JSON may or may not have spaces
  local pattern="$1" url="$2" actual
  shift 2
  actual="$(curl --silent --show-error --max-time 10 --write-out ' %{http_code}' "$@" "$url")"
  echo "$actual"
  # shellcheck disable=SC2053
  [[ "${actual//'": '/'":'}" == $pattern ]]
}

header() { # header EXPECTED URL [curl option…]
  local expected="$1" url="$2"
  shift 2
  curl --silent --max-time 10 --dump-header - --output /dev/null "$@" "$url" | tr -d '\r' | tee /dev/stderr | grep -qix "$expected"
}

no_header() { ! header "$@"; }

echoes() { # echoes URL: the message comes back, and an unhurried close ends well
  docker run --rm --label "$LABEL" --network "$RUN" node:24 node -e '
    const socket = new WebSocket(process.argv[1]);
    socket.onopen = () => socket.send("hello");
    socket.onmessage = ({ data }) => { console.log(data); socket.close(); process.exitCode = data === "hello" ? 0 : 1; };
    socket.onerror = () => process.exit(1);
    setTimeout(() => process.exit(1), 5000).unref();' "$1"
}

open_socket() { # open_socket NAME: a WebSocket to that backend, in a container that ends well when it is closed with 1001
  docker run --detach --name "$RUN-socket-$1" --label "$LABEL" --network "$RUN" node:24 node -e '
    const socket = new WebSocket(process.argv[1]);
    socket.onopen = () => console.log("open");
    socket.onclose = ({ code }) => { console.log(code); process.exit(code === 1001 ? 0 : 1); };' "ws://$1:4000/api/ws" >/dev/null
  await "a WebSocket to open" socket_is_open "$1"
}

socket_is_open() { docker logs "$RUN-socket-$1" 2>&1 | grep -qx open; }

socket_was_closed() {
  docker logs "$RUN-socket-$1"
  [ "$(timeout 10 docker wait "$RUN-socket-$1")" = 0 ]
}

finishes_before_it_stops() { # finishes_before_it_stops NAME URL: a slow request is answered although SIGTERM comes
  local slow status
  curl --silent --max-time 15 --write-out ' %{http_code}' "$2/api/slow?seconds=3" >"$LOGS/slow" &
  slow=$!
  sleep 1
  docker kill --signal TERM "$RUN-$1"
  wait "$slow"
  cat "$LOGS/slow"
  status="$(timeout 10 docker wait "$RUN-$1")"
  docker logs "$RUN-$1" 2>&1 | tail -n 5
  [[ "$(<"$LOGS/slow")" == *'"slept":'*'3'*' 200' && "$status" = 0 ]]
}

stops() { # stops NAME: on SIGTERM, with exit code 0 and within 5 s
  docker kill --signal TERM "$RUN-$1"
  [ "$(timeout 5 docker wait "$RUN-$1")" = 0 ]
}

recovers() { # recovers URL: healthy again, and the next request is served
  await "health" answer '*"ok"* 200' "$1/api/health" && answer '*"visits"* 200' "$1/api/v1/visits"
}
