# shellcheck shell=bash
# Drops the data of a client that is gone for good: its database, its roles and its volumes. Its last backup is made,
# restored and compared first; its backups stay. Interrupted, the same command goes on.

command_forget() { # forget CLIENT [--name CLIENT]
  local client=${1:-} volumes what=() home
  if [[ -z $client || $client == -* ]]; then usage_error "Whose data? ./hosting forget CLIENT; ./hosting status lists what is set aside."; fi
  check_client "$client"
  read_name "./hosting forget CLIENT [--name CLIENT]" "${@:2}"
  ensure_ready
  require_stack
  recover_interrupted
  require_set_aside "$client"
  use_server_of "$HOLDER_OF_DATA"
  home=$(server_of "$HOLDER_OF_DATA" postgres) || exit
  refuse_restored "$client"
  mapfile -t volumes < <(volumes_set_aside)
  if goes_database; then
    what=("database $DATABASE" "its roles")
    if [[ -n $(database_note "$RESTORED") ]]; then what+=("database $RESTORED, of a restore that did not end"); fi
  fi
  last_backup "$client" "${volumes[@]}"
  say "What goes: $(printf '%s, ' "${what[@]}" "${volumes[@]/#/volume }" | sed 's/, $//'). Its backups stay."
  require_name "$client" "$NAME" "forget $client"
  take_snapshot
  require_set_aside "$client"
  refuse_restored "$client"
  plan_without "$client"
  if goes_database; then drop_data "$client" "${what[*]:2}"; fi
  HOSTING_FORGET=$DATA_NAME update up --suppress-outputs --yes "${OPTIONS[@]}"
  if [[ $HAS_LINE ]]; then
    if goes_database && [[ $home != postgres ]] && has_volumes_of "$HOLDER_OF_DATA"; then follow_on "$HOLDER_OF_DATA"; fi
    say "What was set aside of $client is forgotten; what it uses is as it was."
    return
  fi
  say "$client is forgotten. A new client of that name begins with an empty database."
  say "./hosting backups $client --erase$(stack_option) erases its backups too."
}

# In the last outputs, for those say what was seen to be unused. Sets URNS to what is set aside, DATA_NAME to the name that it has,
# HOLDER_OF_DATA to the client whose it is, and HAS_LINE where that one is in the program: of such a client the parts that it does not
# use are set aside.
require_set_aside() { # require_set_aside CLIENT
  local renamed=''
  DATA_NAME=$1 HOLDER_OF_DATA=$1 HAS_LINE=''
  if snapshot_clients | grep -x -- "$1" >/dev/null; then
    DATA_NAME=$(data_of "$1" | tr _ -) HAS_LINE=1
  elif data_in_use | grep -x -- "$1" >/dev/null; then
    HOLDER_OF_DATA=$(client_of "$1") HAS_LINE=1 renamed=1
  fi
  mapfile -t URNS < <(if [[ $HAS_LINE ]]; then unused_urns "$DATA_NAME"; else data_urns "$DATA_NAME"; fi)
  if ((${#URNS[@]})); then
    refuse_on_two_servers "$1"
    return
  fi
  if [[ $renamed ]]; then
    update_failed "What $1 had is in use by a client that was called so before. Nothing was dropped."
  elif [[ $HAS_LINE ]]; then
    update_failed "$1 is in the program, or was when the estate was updated last, and uses all that it has." "Remove its line, ./hosting up, and then forget it."
  fi
  update_failed "Nothing of $1 is set aside in stack $STACK." "./hosting status lists what is."
}

refuse_on_two_servers() { # refuse_on_two_servers CLIENT: from a move that nobody has ended
  if (($(printf '%s\n' "${URNS[@]}" | grep -c ':Database::') < 2)); then return; fi
  update_failed "$1's database is on two servers, from a move that was not confirmed. Nothing was dropped." \
    "With its line back in the program: ./hosting up, ./hosting move $1 --confirm or --abandon, and then forget it."
}

goes_database() { printf '%s\n' "${URNS[@]}" | grep ':Database::' >/dev/null; }

# What nobody was told of is not dropped with the rest: after a restore, the newer data are in the one that is kept.
refuse_restored() { # refuse_restored CLIENT
  local name problems=()
  if ! goes_database; then return; fi
  if [[ -n $(database_note "$KEPT") ]]; then
    problems+=("$KEPT: $(database_note "$KEPT")"
      "  ./hosting restore $HOLDER_OF_DATA --confirm$(stack_option) drops it, ./hosting restore $HOLDER_OF_DATA --undo$(stack_option) puts it back.")
  fi
  while read -r name; do
    case $(database_note "$name") in
      "restored for $HOLDER_OF_DATA: "*) problems+=("$name, its owner's too: ./hosting restore $HOLDER_OF_DATA --drop $name$(stack_option)") ;;
      *) problems+=("$name, where its owner $DATA owns something or was given rights: give it to another role, or take them back") ;;
    esac
  done < <(with_owners_things)
  if ((${#problems[@]})); then update_failed "$1 has more on the server than what would go. Nothing was dropped. First decide on:" "${problems[@]}"; fi
}

with_owners_things() { # other databases that would keep the owner from being dropped
  as_superuser --set=role="$DATA" <<'SQL'
SELECT DISTINCT datname FROM pg_shdepend
  JOIN pg_database d ON d.oid = CASE WHEN classid = 'pg_database'::regclass THEN objid ELSE dbid END
  WHERE refclassid = 'pg_authid'::regclass AND refobjid = (SELECT oid FROM pg_roles WHERE rolname = :'role')
    AND datname NOT IN (:'live', :'kept', :'restored', 'hosting_verify_1', 'hosting_verify_2');
SQL
}

# The names of the data that clients have, which are not theirs where they were renamed.
data_in_use() { sed -nE 's/^ *"data": "([^"]*)",?$/\1/p' "$SNAPSHOT" | tr _ -; }

# Its role, its database and its volumes as the state has them: all else of it went with its line.
data_urns() { # data_urns CLIENT
  # shellcheck disable=SC2016 # the $ stands in types
  sed -nE 's/^ *"urn": "(urn:pulumi:[^"]*::owndom:hosting:Estate\$([^"]*\$)?(postgresql:index\/(database:Database|role:Role)::'"$1"'(@[^"]*)?|docker:index\/volume:Volume::'"$1"'-[^"]*))",?$/\1/p' "$SNAPSHOT" |
    of_this_client "$1" | sort -u
}

# client-1-x has resources that begin with client-1 too.
of_this_client() { # of_this_client CLIENT
  local longer
  longer=$(data_names | sed -n "/^$1-/p" | paste -sd '|')
  if [[ $longer ]]; then grep -Ev "::($longer)([-@][^:]*)?\$" || true; else cat; fi
}

# Of a client that is in the program: what its outputs say is set aside.
unused_urns() { # unused_urns DATA
  local volume
  if unused "$1" | grep -x database >/dev/null; then data_urns "$1" | grep postgresql:index/ || true; fi
  while read -r volume; do
    data_urns "$1" | grep -- "docker:index/volume:Volume::$1-$volume\$" || true
  done < <(unused "$1" | sed -n 's/^volume //p')
}

unused() { # unused DATA: database, and volume NAME
  awk -F'"' -v client="$1" '
    /^ *"(databases|volumes)": \{$/ { part = $2; next }
    part && /^ *\}/ { if (inside) inside = 0; else part = ""; next }
    part == "volumes" && /\{$/ { inside = 1; owner = $2; next }
    part == "databases" && $2 == client && $4 ~ /^set aside/ { print "database" }
    inside && owner == client && $4 ~ /^set aside/ { print "volume " $2 }' "$SNAPSHOT" | sort -u
}

volumes_set_aside() { # as Docker calls them
  local urn
  printf '%s\n' "${URNS[@]}" | sed -n '/docker:index\/volume/p' | while read -r urn; do
    awk -v urn="\"$urn\"" '
      index($0, "\"urn\": " urn) { here = 1 }
      here && /"id": / { gsub(/^ *"id": "|",?$/, ""); print; exit }' "$SNAPSHOT"
  done
}

# The database takes no connections. The superuser's alone are let in for the backup, for the client's roles may not log in.
last_backup() { # last_backup CLIENT VOLUME…
  local ended=0 began
  began=$(date -u +%Y-%m-%dT%H:%M:%SZ)
  if goes_database && [[ -z $(database_note "$DATABASE") ]]; then return; fi # an interrupted one has dropped it
  say "One more backup of $1, which is restored and compared before anything is dropped:"
  trap 'close_again; exit 130' INT TERM HUP
  if goes_database; then as_superuser <<<'ALTER DATABASE :"live" ALLOW_CONNECTIONS true'; fi
  (backed_up_and_verified "$HOLDER_OF_DATA" last ${HAS_LINE:+unused} && if [[ $HAS_LINE ]]; then is_in_backup "$began" "${@:2}"; fi) || ended=$?
  close_again
  trap - INT TERM HUP
  if ((ended)); then
    update_failed "$1: the last backup of what would go failed, so nothing was dropped." "Mend what stands above, and ./hosting forget $1 again."
  fi
}

# Whether what a client with a line does not use is backed up with the rest.
is_in_backup() { # is_in_backup TIME VOLUME…
  local volume
  if goes_database && ! in_backup_container "$HOLDER_OF_DATA" list | awk -F'\t' -v began="$1" '
    $3 == "database" && $2 >= began && $5 == "verified" { found = 1 } END { exit !found }'; then
    failed "$DATABASE is in no backup since $1."
    return 1
  fi
  for volume in "${@:2}"; do
    if ! volumes_of "$HOLDER_OF_DATA" /unused | cut -f 2 | grep -xF -- "$volume" >/dev/null; then
      failed "Volume $volume is in no backup."
      return 1
    fi
  done
}

close_again() { if goes_database; then as_superuser <<<'ALTER DATABASE :"live" ALLOW_CONNECTIONS false'; fi; }

backed_up_and_verified() { # backed_up_and_verified CLIENT now|last [unused]
  local container
  container=$(backup_container "$1") || exit
  docker exec "$container" backup "${@:3}" "$2" "$1" >&2 && docker exec "$container" backup "${@:3}" verify "$1" >&2
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
drop_data() { # drop_data CLIENT [RESTORED]: and that of an interrupted restore, where that was said
  local open
  open=$(as_superuser --set=role="$DATA" --set=unended="${2:+true}" <<'SQL'
SET client_min_messages = warning;
SELECT format('DROP DATABASE %I WITH (FORCE)', datname) FROM pg_database WHERE datname = :'live' AND NOT datallowconn \gexec
SELECT count(*) > 0 AS open FROM pg_database WHERE datname = :'live' \gset
\if :open
SELECT :'live';
\else
SELECT format('DROP DATABASE %I WITH (FORCE)', datname) FROM pg_database WHERE datname = :'restored' AND :'unended' = 'true' \gexec
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
# container that backs them up has let go of them. An update of this client alone: what else is pending has its own plan. A
# program that uses the data again refuses the plan, while they are all there.
plan_without() { # plan_without CLIENT
  local urn
  for urn in "${URNS[@]}"; do pulumi state unprotect "$urn" --yes --stack "$STACK" >&2; done
  split_clients "$HOLDER_OF_DATA"
  target_clients
  if ! (HOSTING_FORGET=$DATA_NAME update preview --suppress-outputs "${OPTIONS[@]}"); then
    update_failed "There is no plan without the data of $1, so nothing was dropped." "./hosting up$(stack_option) protects them again."
  fi
}
