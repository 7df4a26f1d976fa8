# shellcheck shell=bash
# What an update would make and is there already, as `TYPE LOGICAL-NAME ID` in ADOPTED: see adopt.sh.

plan_creates() { # what an update would make
  scratch CREATES
  if ! pulumi preview --json --stack "$STACK" >"$PLAN" 2>"$PLAN.errors"; then
    update_failed "There is no plan of what to adopt:" "$(cat "$PLAN.errors")" "./hosting preview says more."
  fi
  run_java com.owndom.hosting.cli.Adoptable <"$PLAN" >"$CREATES"
  : >"$ADOPTED"
}

find_existing() { # find_existing docker|postgresql: adds to ADOPTED what is there under the name that it would be made with
  local type name real provider id
  while read -r type name real provider; do
    case $type in
      docker:*Network) id=$(docker network ls --no-trunc --quiet --filter "name=^$real$") ;;
      docker:*Volume) id=$(existing_volume "$name" "$real") ;;
      postgresql:*Role) id=$(on_server "$provider" "SELECT rolname FROM pg_roles WHERE rolname = '$real'") ;;
      postgresql:*) id=$(on_server "$provider" "SELECT datname FROM pg_database WHERE datname = '$real'") ;;
    esac
    if [[ $type == "$1":* && -n $id ]]; then printf '%s %s %s\n' "$type" "$name" "$id" >>"$ADOPTED"; fi
  done < <(grep "^$1:" "$CREATES")
}

on_server() { # on_server NAME STATEMENT
  local container
  container=$(containers "server=$1")
  if [[ -z $container ]]; then return; fi
  docker exec "$container" psql -U postgres -d postgres -tAc "$2" ||
    update_failed "Database server $1 does not answer, so nobody can see what is on it. Nothing was changed." "./hosting logs $1$(stack_option) says why."
}

adopted_names() { cut -d ' ' -f 2 "$ADOPTED" | sort -u | paste -sd ' '; }
