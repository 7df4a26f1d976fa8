# shellcheck shell=bash
# A Docker host that is reached over ssh, as the stack's setting dockerHost says. docker, its plugin and the tunnel to
# PostgreSQL's port, which is open on that host's loopback only, share one connection.

readonly CONNECT_SECONDS=10
# Should the launcher be killed before it closes the connection.
readonly IDLE_SECONDS=600

stack_setting() { # stack_setting KEY: as the stack's file has it
  local file="$ROOT/Pulumi.${STACK##*/}.yaml"
  if [[ ! -r $file ]]; then return; fi
  sed -nE "s/^ *\"?[a-z0-9-]+:$1\"?: *[\"']?([^\"'# ]+)[\"']?.*/\1/p" "$file"
}

docker_host() { stack_setting dockerHost; }

is_remote() { [[ $(docker_host) == ssh://* ]]; }

use_docker_host() { # what docker itself, and the plugin, go by
  local host
  host=$(docker_host)
  if [[ -n $host ]]; then export DOCKER_HOST=$host; fi
  if ! is_remote; then return; fi
  if [[ ! $host =~ ^ssh://([^@:/]+@)?[^@:/]+(:[0-9]+)?$ ]]; then
    usage_error "dockerHost of stack $STACK is '$host'; a host over ssh is written ssh://user@host or ssh://user@host:port."
  fi
  HOSTING_SSH=${HOSTING_SSH:-$(type -P ssh)} || lacking "Stack $STACK is on $host, and there is no ssh here." "Debian: apt-get install -y openssh-client"
  export HOSTING_SSH
  # There docker finds an ssh that goes through the open connection.
  if [[ :$PATH: != *":$ROOT/toolchain/ssh:"* ]]; then PATH="$ROOT/toolchain/ssh:$PATH"; fi
}

connect() { # connect [OPTION…]: of ssh; closed when the launcher ends
  if ! try_connect "$@"; then
    explain_connection
    exit 3
  fi
}

try_connect() {
  if ! is_remote || [[ -n ${HOSTING_SSH_CONTROL:-} ]]; then return; fi
  scratch CONTROL
  scratch SSH_ERRORS
  if ! ssh -M -S "$CONTROL" -f -N -o ControlPersist="$IDLE_SECONDS" -o ConnectTimeout="$CONNECT_SECONDS" \
    -o ExitOnForwardFailure=yes -o ServerAliveInterval=15 "$@" "$DOCKER_HOST" </dev/null >"$SSH_ERRORS" 2>&1; then
    return 1
  fi
  export HOSTING_SSH_CONTROL=$CONTROL
}

connect_with_tunnel() { # for whatever creates or reads databases
  local port
  if ! is_remote; then return; fi
  port=$(postgres_port)
  connect -L "127.0.0.1:$port:127.0.0.1:$port"
}

# Of those that the state has, which may be read before the program runs; a new one's is opened by the program.
tunnel_further_servers() {
  local port
  if [[ -z ${HOSTING_SSH_CONTROL:-} ]]; then return; fi
  while read -r port; do
    ssh -n -S "$HOSTING_SSH_CONTROL" -O forward -L "127.0.0.1:$port:127.0.0.1:$port" "$DOCKER_HOST" >&2
  done < <(further_ports)
}

# For the program, which asks only its own machine what there is: cores, memory and routes. See RemoteHost.
read_remote_host() {
  if [[ -z ${HOSTING_SSH_CONTROL:-} ]]; then return; fi
  scratch REMOTE_HOST
  if ssh -S "$HOSTING_SSH_CONTROL" "$DOCKER_HOST" sh >"$REMOTE_HOST" 2>/dev/null <<<'nproc && grep ^MemTotal: /proc/meminfo && cat /proc/net/route' &&
    [[ $(head -n 1 "$REMOTE_HOST") =~ ^[0-9]+$ ]]; then
    export HOSTING_HOST=$REMOTE_HOST
  else
    say "What $DOCKER_HOST has of memory, cores and routes is not known; nothing is checked against it."
  fi
}

further_ports() { # as the state has them
  awk '/"urn": ".*pulumi:providers:postgresql::postgres-/ { here = 1 }
    here && /"port": / { gsub(/[^0-9]/, ""); print; here = 0 }' "$SNAPSHOT"
}

postgres_port() {
  local port
  port=$(stack_setting postgresPort)
  printf '%s' "${port:-5432}"
}

disconnect() {
  if [[ -n ${HOSTING_SSH_CONTROL:-} ]]; then
    ssh -S "$HOSTING_SSH_CONTROL" -O exit "$DOCKER_HOST" 2>/dev/null || true
  fi
}

run_last() { # run_last COMMAND…: with a connection the launcher has to outlive it
  if is_remote; then
    "$@"
  else
    rm -rf "${SCRATCH:-}"
    exec "$@"
  fi
}

explain_connection() {
  local said advice
  said=$(tail -n 5 "$SSH_ERRORS")
  case $said in
    *"cannot listen to port"*)
      failed "Port $(postgres_port) of this machine is in use; the tunnel to the PostgreSQL of stack $STACK needs it." \
        "By: $(port_process "$(postgres_port)")" \
        "Free it, or choose another for both ends: ./hosting config set postgresPort $(($(postgres_port) + 1))$(stack_option)"
      return
      ;;
    *"ost key verification failed"* | *"IDENTIFICATION HAS CHANGED"*)
      advice="It is not known to be the host it should be. Compare its key with the host itself, then put it into known_hosts." ;;
    *"ermission denied"*) advice="It knows none of your keys: ssh-add -l lists them." ;;
    *) advice="Is it up, and is the setting dockerHost right?" ;;
  esac
  failed "$DOCKER_HOST can't be reached, which stack $STACK is on. ssh says:" "$said" "$advice"
}

require_remote_docker() { # the connection is there, but is Docker?
  if docker_ready; then return; fi
  lacking "Docker on $DOCKER_HOST does not answer:" "$(docker version --format '{{.Server.Version}}' 2>&1 | tail -n 1)" \
    "Is it running there, and is its user in the group docker?"
}
