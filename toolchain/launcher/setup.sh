# shellcheck shell=bash
# Gets what this machine lacks. Needs nothing but a JDK, Maven, Go and the package registries.

command_setup() {
  if (($#)); then usage_error "./hosting setup takes no argument, not '$1'."; fi
  connect
  if machine_ready && ! jar_stale; then say "Everything is here."; else set_up; fi
}

machine_ready() { docker_ready && engine_ready && images_ready; }

set_up() {
  if machine_ready; then
    jar_setup
    return
  fi
  announce
  SETTING_UP=yes # setup_stopped tells so, should a step fail
  docker_ready || docker_setup
  together engine_task images_task jar_setup
  SETTING_UP=
}

announce() {
  say "Getting what is missing. About 10 minutes on a bare machine, once:"
  docker_ready || say "  - Docker engine (1 min)"
  engine_ready || say "  - Pulumi engine and plugins (8 min where they have to be built, else 1 min)"
  images_ready || say "  - images postgres, nginx, node, python, docker, lego, pgbouncer (6 min where they have to be built)"
  ! jar_stale || say "  - the Java program (20 s; 2 min the first time)"
  say "All of it is kept in $CACHE, with the log of each step."
}

engine_task() { engine_ready || engine_setup; }

images_task() { images_ready || images_setup; }

ensure_ready() { # what every update needs
  connect_with_tunnel
  if is_remote; then require_remote_docker; fi
  set_up
  use_environment
}

ensure_program() { # what a plan needs that compares with the state alone
  engine_task
  jar_setup
  use_environment
}

require_docker() { # for commands that only look
  connect
  if is_remote; then
    require_remote_docker
  elif ! docker_ready; then
    lacking "Docker does not answer." "Is it running, and may you use it? Try: docker version" "./hosting setup installs and starts it where it can."
  fi
}

setup_stopped() { # setup_stopped STATUS: says so, when the launcher ends before set_up does
  if [[ -z ${SETTING_UP:-} ]]; then return; fi
  if (($1 == 130)); then
    printf "\nInterrupted. What was finished is kept; the same command goes on from there.\n" >&2
    return
  fi
  failed "Setup stopped. What was finished is kept." "When the cause is mended, the same command goes on from there."
  exit 3
}
