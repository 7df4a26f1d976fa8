# shellcheck shell=bash
# A Pulumi project of its own, with the library of this checkout.

LABELS=(--filter label=com.owndom.estate=bench)

make_project() {
  local classpath
  mkdir -p "$WORK/project" "$WORK/classes"
  cp -r "$JAR" "$(dirname "$JAR")/lib" "$WORK/project"
  classpath="$WORK/project/owndom.jar:$WORK/project/lib/*"
  javac -d "$WORK/classes" -cp "$classpath" "$FOLDER"/*.java
  manifest >"$WORK/manifest"
  jar --create --file "$WORK/project/bench.jar" --manifest "$WORK/manifest" -C "$WORK/classes" .
  printf '%s\n' 'name: bench' 'runtime: {name: java, options: {binary: bench.jar}}' >"$WORK/project/Pulumi.yaml"
  stack_file >"$WORK/project/Pulumi.$STACK.yaml"
  DOCKER_BUILDKIT=0 docker build --quiet --tag bench/app:1 "$FOLDER/app" >/dev/null 2>&1
  new_state "$WORK/project" "$WORK/state"
}

manifest() {
  printf 'Main-Class: com.owndom.bench.BenchEstate\n'
  # A line of a manifest is short, and goes on after a space.
  printf 'Class-Path: owndom.jar %s\n' "$(cd "$WORK/project" && printf '%s ' lib/*.jar)" | fold -b -w 70 | sed '2,$s/^/ /'
}

stack_file() {
  cat <<YAML
config:
  bench:environment: production
  bench:plainHttp: "true"
  bench:backups: "false"
  bench:domain: bench.localhost
  bench:httpPort: "${BENCH_HTTP_PORT:-18180}"
  bench:postgresPort: "${BENCH_POSTGRES_PORT:-15480}"
  bench:maxConnections: "2100"
  bench:subnetPool: $BENCH_POOL
  bench:masterSecret: $BENCH_SECRET
YAML
}

new_state() { # new_state PROJECT STATE
  mkdir -p "$2"
  in_project "$1" "$2" stack init "$STACK"
}

in_project() { # in_project PROJECT STATE ARGUMENT…: pulumi, quiet unless it fails
  local project=$1 state=$2
  shift 2
  # As the launcher runs it; the log of events needs the debug commands.
  if ! GOGC=400 PULUMI_DEBUG_COMMANDS=true PULUMI_BACKEND_URL="file://$state" pulumi -C "$project" "$@" --non-interactive >"$WORK/log" 2>&1; then
    tail -n 60 "$WORK/log" >&2
    say "pulumi $* failed in $project"
    exit 1
  fi
}

up() { # up NUMBER: that many clients
  rm -f "$WORK/events"
  BENCH_CLIENTS=$1 in_project "$WORK/project" "$WORK/state" up --yes --skip-preview --stack "$STACK" --event-log "$WORK/events"
}

up_client() { # up_client NUMBER: that one more, as `./hosting up CLIENT` does it
  rm -f "$WORK/events"
  BENCH_CLIENTS=$1 HOSTING_ONLY=client-$1 in_project "$WORK/project" "$WORK/state" up --yes --skip-preview --stack "$STACK" \
    --event-log "$WORK/events" --target '**::publish' --target "**::client-$1" --target "**::client-$1-**"
}

remove_leftovers() { # also of a run that was killed
  remove docker rm --force --volumes < <(but_the_firewall)
  # Stopped last and in good order, it takes its rules with it.
  remove docker stop < <(docker ps --quiet "${LABELS[@]}")
  remove docker rm < <(docker ps --all --quiet "${LABELS[@]}")
  remove docker network rm < <(docker network ls --quiet --filter name='^bench_')
  remove docker volume rm < <(docker volume ls --quiet --filter name='^bench_')
}

but_the_firewall() {
  docker ps --all "${LABELS[@]}" --format '{{.ID}} {{.Label "com.owndom.server"}}' | awk '$2 != "firewall" { print $1 }'
}

remove() { # remove COMMAND…: what standard input names
  xargs --no-run-if-empty "$@" >/dev/null || say "Something of an estate bench is still there; $* did not remove it."
}
