# shellcheck shell=bash
# Drops the data of a client that is gone for good: its database, its roles and its volumes. Its last backup is made,
# restored and compared first; its backups stay. Interrupted, the same command goes on.

command_forget() { # forget CLIENT [--name CLIENT]
  local client=${1:-} volumes
  if [[ -z $client || $client == -* ]]; then usage_error "Whose data? ./hosting forget CLIENT; ./hosting status lists what is set aside."; fi
  check_client "$client"
  read_name "./hosting forget CLIENT [--name CLIENT]" "${@:2}"
  ensure_ready
  require_stack
  recover_interrupted
  require_set_aside "$client"
  use_database "$client"
  mapfile -t volumes < <(volumes_set_aside "$client")
  if [[ -n $(database_note "$DATABASE") ]]; then
    last_backup "$client"
  elif [[ $(data_urns "$client") != *Database::* ]]; then
    backed_up_and_verified "$client" || update_failed "$client: the last backup of its files failed, so nothing was dropped."
  fi
  say "What goes: $(printf '%s, ' "database $DATABASE" "its roles" "${volumes[@]/#/volume }" | sed 's/, $//'). Its backups stay."
  require_name "$client" "$NAME" "forget $client"
  take_snapshot
  require_set_aside "$client"
  drop_data "$client"
  forget_state "$client"
  say "$client is forgotten. A new client of that name begins with an empty database."
  say "./hosting backups $client --erase$(stack_option) erases its backups too."
}

require_set_aside() { # require_set_aside CLIENT: in the last outputs, for those say what was seen to be unused
  if snapshot_clients | grep -x -- "$1" >/dev/null; then
    update_failed "$1 is in the program, or was when the estate was updated last." "Remove its line, ./hosting up, and then forget it."
  fi
  if data_in_use | grep -x -- "$1" >/dev/null; then update_failed "What $1 had is in use by a client that was called so before. Nothing was dropped."; fi
  if [[ -z $(data_urns "$1") ]]; then
    update_failed "Nothing of $1 is set aside in stack $STACK." "./hosting status lists what is."
  fi
}

# The names of the data that clients have, which are not theirs where they were renamed.
data_in_use() { sed -nE 's/^ *"data": "([^"]*)",?$/\1/p' "$SNAPSHOT" | tr _ -; }

# Its role, its database and its volumes as the state has them: all else of it went with its line.
data_urns() { # data_urns CLIENT
  # shellcheck disable=SC2016 # the $ stands in types
  sed -nE 's/^ *"urn": "(urn:pulumi:[^"]*::owndom:hosting:Estate\$([^"]*\$)?(postgresql:index\/(database:Database|role:Role)::'"$1"'|docker:index\/volume:Volume::'"$1"'-[^"]*))",?$/\1/p' "$SNAPSHOT" |
    of_this_client "$1" | sort -u
}

# client-1-x has resources that begin with client-1 too.
of_this_client() { # of_this_client CLIENT
  local longer
  longer=$(data_names | sed -n "/^$1-/p" | paste -sd '|')
  if [[ $longer ]]; then grep -Ev "::($longer)(-[^:]*)?\$" || true; else cat; fi
}

volumes_set_aside() { # volumes_set_aside CLIENT: as Docker calls them
  local urn
  data_urns "$1" | sed -n '/docker:index\/volume/p' | while read -r urn; do
    awk -v urn="\"$urn\"" '
      index($0, "\"urn\": " urn) { here = 1 }
      here && /"id": / { gsub(/^ *"id": "|",?$/, ""); print; exit }' "$SNAPSHOT"
  done
}

# The database takes no connections. The superuser's alone are let in for the backup, for the client's roles may not log in.
last_backup() { # last_backup CLIENT
  local ended=0
  say "One more backup of $1, which is restored and compared before anything is dropped:"
  trap 'close_again; exit 130' INT TERM HUP
  as_superuser <<<'ALTER DATABASE :"live" ALLOW_CONNECTIONS true'
  (backed_up_and_verified "$1") || ended=$?
  close_again
  trap - INT TERM HUP
  if ((ended)); then
    update_failed "$1: its last backup failed, so nothing was dropped." "Mend what stands above, and ./hosting forget $1 again."
  fi
}

close_again() { as_superuser <<<'ALTER DATABASE :"live" ALLOW_CONNECTIONS false'; }

backed_up_and_verified() {
  in_backup_container "$1" now >&2 && in_backup_container "$1" verify >&2
}

read_name() { # read_name USAGE [--name CLIENT]: sets NAME
  NAME=''
  case "$#:${2:-}" in
    1:) ;;
    2:--name=*) NAME=${2#*=} ;;
    3:--name) NAME=$3 ;;
    *) usage_error "$1, not '${*:2}'." ;;
  esac
}

require_name() { # require_name CLIENT NAME COMMAND
  local answer=$2
  if [[ -z $answer && -t 0 ]]; then read -r -p "This can't be undone. The name of the client, to drop all of it: " answer; fi
  if [[ $answer != "$1" ]]; then
    update_failed "Nothing was dropped." "Where nobody can be asked: ./hosting $3 --name $1$(stack_option)"
  fi
}

# What is on the server. A database that takes connections is one that an update has brought back meanwhile.
drop_data() { # drop_data CLIENT
  local open
  open=$(as_superuser --set=role="$(data_of "$1")" <<'SQL'
SET client_min_messages = warning;
SELECT format('DROP DATABASE %I WITH (FORCE)', datname) FROM pg_database WHERE datname = :'live' AND NOT datallowconn \gexec
SELECT count(*) > 0 AS open FROM pg_database WHERE datname = :'live' \gset
\if :open
SELECT :'live';
\else
DROP DATABASE IF EXISTS :"kept" WITH (FORCE);
DROP DATABASE IF EXISTS :"restored" WITH (FORCE);
SELECT format('DROP ROLE %I', member.rolname) FROM pg_auth_members
  JOIN pg_roles member ON member.oid = pg_auth_members.member JOIN pg_roles owner ON owner.oid = roleid
  WHERE owner.rolname = :'role' AND member.rolname ~ ('^' || replace(:'role', '_', '-') || '-login-|^backup:') \gexec
DROP ROLE IF EXISTS :"role";
\endif
SQL
  )
  if [[ $open ]]; then update_failed "$1's database takes connections again: an update has brought it back. Nothing was dropped."; fi
}

# The engine is told that it may go, and the program not to keep it any more: so the engine deletes the volumes, once the
# container that backs them up has let go of them. An update of this client alone: what else is pending has its own plan.
forget_state() { # forget_state CLIENT
  local urn
  while read -r urn; do pulumi state unprotect "$urn" --yes --stack "$STACK" >&2; done < <(data_urns "$1")
  split_clients "$1"
  target_clients
  HOSTING_FORGET=$1 update up --suppress-outputs --yes "${OPTIONS[@]}"
}
