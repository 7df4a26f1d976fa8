# shellcheck shell=bash
# What went wrong, in plain words, from pulumi's events and errors.

explain_failure() {
  explain_secret
  explain_lock
  explain_protected
  explain_port
  explain_image
  explain_build
  explain_postgres
  explain_docker
}

errors_matching() { # errors_matching REGEX: what matched, once
  cat "$EVENTS" "$ERRORS" 2>/dev/null | grep -Eo -- "$1" | sort -u
}

# pulumi: <lock file>: created by USER@HOST (pid PID) at TIME
lock_holder() { # sets LOCK_FILE, HOLDER, HOLDER_HOST, HOLDER_PID and HOLDER_SINCE
  local line
  line=$(errors_matching '[^ ]+: created by [^ ]+@[^ ]+ \(pid [0-9]+\) at [0-9TZ:+-]+' | head -n 1)
  [[ $line =~ ^(.+):\ created\ by\ (.+)@(.+)\ \(pid\ ([0-9]+)\)\ at\ (.+)$ ]] || return 1
  LOCK_FILE=${BASH_REMATCH[1]}
  HOLDER="${BASH_REMATCH[2]} on ${BASH_REMATCH[3]}"
  HOLDER_HOST=${BASH_REMATCH[3]}
  HOLDER_PID=${BASH_REMATCH[4]}
  HOLDER_SINCE=${BASH_REMATCH[5]}
}

# A process of this machine that no longer runs. Where several machines have the state, two may be called the same.
holder_gone() {
  [[ $LOCK_FILE == file://* && $HOLDER_HOST == "$(hostname)" ]] && ! holder_runs
}

# One that was killed may not have been buried yet, and its number may be that of a later pulumi by now.
holder_runs() {
  local state seconds command
  if ! ps -o stat=,etimes=,comm= -p $$ >/dev/null 2>&1; then # there is none, or one that can't tell
    [[ ! -d /proc/self || -e /proc/$HOLDER_PID ]]
    return
  fi
  read -r state seconds command < <(ps -o stat=,etimes=,comm= -p "$HOLDER_PID") || return 1
  [[ $command == pulumi* && $state != Z* ]] && (($(date +%s) - seconds <= $(date -d "$HOLDER_SINCE" +%s) + 1))
}

free_dead_lock() {
  if ! lock_holder || ! holder_gone; then return 1; fi
  say "Process $HOLDER_PID, which held the lock, is gone: it was interrupted. Freeing the lock and trying again."
  pulumi cancel --yes --stack "$STACK" >&2
}

explain_lock() {
  if ! lock_holder; then return; fi
  failed "Another update of stack $STACK is running." \
    "It was started by $HOLDER (process $HOLDER_PID) at $HOLDER_SINCE, $(ago "$HOLDER_SINCE") ago." \
    "Wait until it ends. If you know that it is dead: ./hosting cancel$(stack_option)"
}

ago() { duration $(($(date +%s) - $(date -d "$1" +%s))); }

explain_secret() {
  if [[ -n $(errors_matching "missing configuration value 'masterSecret'") ]]; then
    failed "Stack $STACK has no master secret yet: every database's password is derived from it." \
      "Make one, once: openssl rand -hex 32 | ./hosting config set --secret masterSecret$(stack_option)"
  fi
}

explain_protected() { # what holds data is never replaced or deleted by an update
  local resources
  mapfile -t resources < <(errors_matching 'unable to replace resource \\?"urn:pulumi:[^"\\]+|resource \\?"urn:pulumi:[^"\\]+\\?" cannot be deleted' |
    sed -E 's/.*:([A-Za-z]+)::([^":\\]+).*/\1 \2/' | sort -u)
  if ((${#resources[@]} == 0)); then return; fi
  failed "This would replace or delete what holds data: $(printf '%s, ' "${resources[@]}" | sed 's/, $//')." "Nothing was changed. The plan shows which edit it is: take that back." \
    "Another name for a client: formerly(\"…\"). Another server: ./hosting move. Data that may go: ./hosting forget CLIENT."
}

explain_port() {
  local port
  for port in $(errors_matching '[0-9.]+:[0-9]+(:? failed: port is already allocated|: bind: address already in use)' |
    sed -E 's/^[0-9.]+:([0-9]+).*/\1/' | sort -u); do
    failed "Port $port of $(if is_remote; then printf "the Docker host"; else printf "this machine"; fi) is in use." "By: $(port_user "$port")" "$(port_setting "$port")"
  done
}

port_user() { # port_user PORT: the container or process that listens on it
  local container
  container=$(docker ps --filter "publish=$1" --format 'container {{.Names}}' | head -n 1)
  if [[ -z $container ]] && ! is_remote; then container=$(port_process "$1"); fi
  printf '%s' "${container:-another process; ss -ltnp shows it}"
}

port_process() { # port_process PORT: of this machine
  ss -Hltnp "sport = :$1" 2>/dev/null | sed -nE 's/.*users:\(\("([^"]+)",pid=([0-9]+).*/\1, process \2/p' | head -n 1
}

port_setting() { # port_setting PORT: how to choose another one
  case $1 in
    "$(setting httpPort 8080)") printf 'Free it, or choose another: ./hosting config set httpPort %d%s' $(($1 + 1)) "$(stack_option)" ;;
    "$(setting postgresPort 5432)") printf 'Free it, or choose another: ./hosting config set postgresPort %d%s' $(($1 + 1)) "$(stack_option)" ;;
    *) printf 'It is a client'\''s port. Free it, or give the client another in the program.' ;;
  esac
}

setting() { # setting KEY DEFAULT
  pulumi config get "$1" --stack "$STACK" 2>/dev/null || printf '%s' "$2"
}

explain_docker() {
  if [[ -n $(errors_matching 'Cannot connect to the Docker daemon|error during connect|error pinging docker server' | head -n 1) ]]; then
    failed "Docker does not answer." "./hosting doctor says what is there; ./hosting setup starts it where it can."
  fi
}

explain_image() {
  local image
  for image in $(errors_matching 'unable to pull image [^ ]+:' | sed -E 's/unable to pull image (.*):$/\1/'); do
    failed "Image $image is not in Docker, and cannot be pulled." \
      "Is its name right, and does this machine reach and may it read its registry? docker pull $image tells more."
  done
}

explain_build() { # the provider says which command failed, and not what it printed
  local app lines
  for app in $(errors_matching 'RemoteImage::[a-z0-9-]+".*Error running (buildx|legacy) build' | sed -E 's/^RemoteImage::([a-z0-9-]+).*/\1/' | sort -u); do
    mapfile -t lines < <(grep . "$ROOT/target/build-$app.log" | tail -n 15)
    failed "The image of $app could not be built. The last lines of its build:" "${lines[@]}" \
      "What served before still serves. Correct it and run the update again."
  done
}

explain_postgres() { # a server, or PgBouncer: what the update itself waits for
  local name container
  {
    errors_matching '[a-z0-9-]+: the server did not answer within' || true
    errors_matching 'Container::[a-z0-9-]+".*container failed to be in healthy state' || true
  } | sed -E 's/^Container:://; s/[^a-z0-9-].*//' | sort -u | while read -r name; do
    container="$(project)_${name}_$STACK"
    failed "$name did not become ready. The last lines of $container:" \
      "$(docker logs --tail 15 "$container" 2>&1)" "Its data is untouched. Correct it and run the update again."
  done
}
