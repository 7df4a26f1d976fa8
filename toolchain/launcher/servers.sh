# shellcheck shell=bash
# The database servers of the stack, and which of them has a client's data.

server_of() { # server_of CLIENT [DEFAULT]: postgres, or postgres-reports; the default for one without a database
  local home further
  # The state need not be asked where there is but one.
  further=$(further_servers) || exit
  if [[ -z $further ]]; then
    printf 'postgres'
    return
  fi
  use_environment
  require_stack
  home=$(client_home "$(data_of "$1" | tr _ -)")
  home=${home:-${2:-}}
  if [[ -z $home ]]; then update_failed "$1 has no database in stack $STACK."; fi
  printf 'postgres%s' "${home#postgres}"
}

further_servers() { # the containers' labels
  ps_stack --all --format '{{.Label "com.owndom.server"}}' | sed -n '/^postgres-/p'
}

database_containers() { containers | grep -E "^$(project)_postgres(-[a-z0-9-]+)?_$STACK\$" || true; } # those that run

# What is on one that does not run can't be seen.
refuse_stopped_servers() {
  local stopped
  mapfile -t stopped < <(ps_stack --all --format '{{.Label "com.owndom.server"}} {{.Names}} {{.Status}}' |
    sed -nE '/^postgres[^ ]* [^ ]+ Up/d; s/^postgres[^ ]* ([^ ]+) /\1: /p')
  if ((${#stopped[@]})); then
    update_failed "A database server does not run, so nobody can see what is on it. Nothing was changed." "${stopped[@]}" \
      "docker logs ${stopped[0]%%:*} says why it ended, docker start ${stopped[0]%%:*} starts it."
  fi
}

client_home() { # client_home CLIENT: postgres or -reports, as the last update left it; nothing for one without a database
  sed -nE 's/^ *"'"$1"'": "(in use|set aside)( on ([^ ",]+))?( since [0-9-]+)?(, [^"]*)?",?$/-\3/p' "$SNAPSHOT" | sed 's/^-$/postgres/' | head -n 1
}

moving_to() { # moving_to DATA: the server that a move under way copies them to
  sed -nE 's/^ *"'"$1"'": "(in use|set aside)[^"]*, copying to ([^"]+)",?$/\2/p' "$SNAPSHOT" | head -n 1
}
