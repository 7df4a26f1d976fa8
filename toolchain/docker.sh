#!/usr/bin/env bash
# The Docker daemon: used when it answers, installed and started where that is ours to do.

DOCKER_START_SECONDS=60

docker_ready() {
  timeout 5 docker version --format '{{.Server.Version}}' >/dev/null 2>&1
}

docker_setup() {
  if docker_ready; then return; fi
  docker_is_local || docker_fail "The daemon at ${DOCKER_HOST:-context $DOCKER_CONTEXT} does not answer." \
    "Start it there, or unset DOCKER_HOST and DOCKER_CONTEXT to use this machine's own."
  docker_is_permitted || docker_fail "$(id -un) may not use /var/run/docker.sock." \
    "sudo usermod -aG docker $(id -un), then log in again."
  command -v dockerd >/dev/null || docker_install
  step "Docker engine: start" "about 5 s" docker_start
}

docker_is_local() {
  [ -z "${DOCKER_CONTEXT:-}" ] && [[ "${DOCKER_HOST:-unix:///var/run/docker.sock}" == unix:///var/run/docker.sock ]]
}

docker_is_permitted() {
  [ "$(id -u)" = 0 ] || [ ! -S /var/run/docker.sock ] || [ -w /var/run/docker.sock ]
}

docker_install() {
  command -v apt-get >/dev/null || docker_fail "There is no Docker engine, and this is not Debian or Ubuntu." \
    "Install it as https://docs.docker.com/engine/install/ says, and start it."
  [ "$(id -u)" = 0 ] || docker_fail "There is no Docker engine, and installing it takes root." \
    "sudo apt-get install docker.io && sudo usermod -aG docker $(id -un), then log in again."
  step "Docker engine: install" "about 30 s, once" docker_install_packages
}

docker_install_packages() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends docker.io iptables ca-certificates
  # From Debian 13 on, the command line client is a package of its own.
  command -v docker >/dev/null || apt-get install -y -qq --no-install-recommends docker-cli
}

docker_start() {
  if docker_answers_within 3; then return; fi
  if [ -d /run/systemd/system ]; then
    docker_start_service
  elif [ "$(id -u)" = 0 ]; then
    docker_start_process
  else
    docker_fail "The Docker daemon does not run, and starting it takes root." "sudo dockerd &"
  fi
}

docker_start_service() {
  systemctl start docker && docker_answers_within "$DOCKER_START_SECONDS" && return
  journalctl --unit docker --no-pager --lines 15
  docker_fail "systemctl start docker: no answer within $DOCKER_START_SECONDS s; its last lines are above." \
    "Mend what they name, then run this again."
}

docker_start_process() {
  mkdir -p "$CACHE"
  setsid dockerd >"$CACHE/dockerd.log" 2>&1 </dev/null &
  if docker_answers_within "$DOCKER_START_SECONDS"; then return; fi
  tail -n 15 "$CACHE/dockerd.log"
  docker_fail "dockerd was started and did not answer within $DOCKER_START_SECONDS s; its last lines are above." \
    "Mend what they name (all of them: $CACHE/dockerd.log), then run this again."
}

docker_answers_within() {
  local end=$((SECONDS + $1))
  until docker_ready; do
    if ((SECONDS >= end)); then return 1; fi
    sleep 0.2
  done
}

docker_fail() {
  printf '%s\nWhat to do: %s\n' "$1" "$2" >&2
  exit 1
}
