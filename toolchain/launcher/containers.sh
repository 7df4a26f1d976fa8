# shellcheck shell=bash
# Looks at the running estate: status, logs, psql.

ps_stack() { # ps_stack OPTION…: docker ps of this stack's containers alone
  docker ps "$@" --filter "label=com.owndom.estate=$(project)" --filter "label=com.owndom.stack=$STACK"
}

containers() { # containers LABEL=VALUE…: the names of this stack's containers that carry them
  local filters=() label
  for label in "$@"; do filters+=(--filter "label=com.owndom.$label"); done
  ps_stack --all "${filters[@]}" --format '{{.Names}}' | sort
}

clients_with_containers() { ps_stack --all --format '{{.Label "com.owndom.client"}}' | sort -u | grep . | tr '\n' ' '; }

command_status() {
  if (($#)); then usage_error "./hosting status takes no argument but --stack, not '$1'."; fi
  require_docker
  use_environment
  jar_setup
  require_stack
  show_status
}

show_status() {
  pulumi stack output --json --stack "$STACK" | run_java com.owndom.hosting.cli.Status "$(project)" "$STACK"
  show_restores
  show_budget
}

command_logs() {
  local name=${1:-} app=() found
  if [[ -z $name || $name == -* ]]; then usage_error "Whose logs? ./hosting logs CLIENT [frontend|backend] [-f], or proxy, postgres[-SERVER], backups[-SERVER], pgbouncer[-SERVER], certificates, firewall."; fi
  shift
  if [[ ${1:-} =~ ^[a-z] ]]; then
    app=("app=$1")
    shift
  fi
  require_docker
  if [[ $name =~ ^(proxy|postgres|postgres-.+|backups|backups-.+|pgbouncer|pgbouncer-.+|certificates|firewall)$ ]]; then
    mapfile -t found < <(containers "server=$name")
  else
    check_client "$name"
    mapfile -t found < <(containers "client=$name" "${app[@]}")
  fi
  require_found "$name" "${found[@]}"
  show_logs "$@"
}

require_found() { # require_found NAME CONTAINER…
  if (($# > 1)); then return; fi
  update_failed "$1 has no container in stack $STACK on this machine." \
    "With containers: $(clients_with_containers)" "./hosting up brings the estate up."
}

show_logs() { # of the containers in found, with docker's own options
  local container
  if ((${#found[@]} == 1)); then
    run_last docker logs "$@" "${found[0]}"
    return
  fi
  set -m # so that Ctrl-C can end all of them
  for container in "${found[@]}"; do
    { docker logs "$@" "$container" 2>&1 | sed -u "s/^/$container | /"; } &
  done
  set +m
  trap 'kill $(jobs -p) 2>/dev/null; exit 130' INT
  wait
}

command_psql() {
  local client=${1:-} name server data login terminal=()
  if [[ -z $client || $client == -* ]]; then usage_error "Whose database? ./hosting psql CLIENT [psql's options]"; fi
  shift
  check_client "$client"
  require_docker
  name=$(server_of "$client") || exit
  server=$(containers "server=$name")
  require_found "$name" ${server:+"$server"}
  data=$(data_of "$client")
  login=$(login_role "$server" "$data")
  if [[ -z $login ]]; then
    update_failed "Nobody logs in to a database of $client: there is none, or it is set aside." \
      "./hosting status lists those that are; ./hosting up $client once its line is back."
  fi
  if [[ -t 0 && -t 1 ]]; then terminal=(--tty); fi
  run_last docker exec --interactive "${terminal[@]}" "$server" psql -U "$login" -d "${data}_db" "$@"
}

# The newest role that logs in to be that one, but for that of a backup, which is there for moments. Not the superuser: what
# a client wrote must not run as it, not even by a look at a view.
login_role() { # login_role CONTAINER OWNER
  docker exec "$1" psql -XAtq -U postgres -c "SELECT rolname FROM pg_roles r WHERE rolcanlogin AND NOT rolsuper AND
    rolname NOT LIKE 'backup:%' AND pg_has_role(r.oid, (SELECT oid FROM pg_roles WHERE rolname = '$2'), 'MEMBER') ORDER BY oid DESC LIMIT 1" </dev/null
}
