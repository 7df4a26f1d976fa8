# shellcheck shell=bash
# A client's database goes to another server while it is in use: a copy that follows the original (logical replication),
# a short stop of that client alone, an update that switches it, and the original kept until somebody says that it may go.
# Whatever is interrupted, one server serves the client, and the same command goes on.

command_move() { # move CLIENT --to SERVER [--yes] [OPTION…] | CLIENT --confirm | CLIENT --abandon
  local client=${1:-} mode='' server='' yes='' further=()
  if [[ -z $client || $client == -* ]]; then move_usage; fi
  check_client "$client"
  shift
  while (($#)); do
    case $1 in
      --to)
        if (($# < 2)) || [[ ! $2 =~ ^[a-z][a-z0-9-]*$ ]]; then move_usage; fi
        mode=to server=$2
        shift
        ;;
      --confirm | --abandon) mode=${1#--} ;;
      --yes | -y) yes=1 ;;
      *) further+=("$1") ;;
    esac
    shift
  done
  if [[ -z $mode ]]; then move_usage; fi
  prepare_update "$client" "${further[@]}"
  check_known "$client"
  recover_interrupted
  read_move "$client"
  if finish_end "$client" && [[ $mode != to ]]; then return; fi
  move_"$mode" "$client"
}

move_usage() { usage_error "./hosting move CLIENT --to SERVER, then --confirm; or --abandon before it is done."; }

# Sets HOME_SERVER (where it lives), MOVE (copying to X, moved from X, or nothing), and the names of things.
read_move() { # read_move CLIENT
  local data name
  name=$(data_of "$1")
  data=${name//_/-}
  HOME_SERVER=$(client_home "$data")
  if [[ -z $HOME_SERVER ]]; then update_failed "$1 has no database in stack $STACK."; fi
  HOME_SERVER=${HOME_SERVER#-}
  MOVE=$(sed -nE 's/^ *"'"$data"'": "(in use|set aside)[^"]*, ((copying to|moved from) [^"]+)",?$/\2/p' "$SNAPSHOT" | head -n 1)
  OWNER=$name
  DATABASE=${name}_db
  MOVER=move_${name:0:58}
}

move_to() { # move_to CLIENT
  local opened=0
  if [[ $HOME_SERVER == "$server" ]]; then
    move_again "$1"
    return
  fi
  use_servers "$HOME_SERVER" "$server"
  if is_moved "$1" "$server"; then
    say "$1: its data is on $server already; what is left is to switch it."
    move_switch "$1"
    return
  fi
  if [[ $MOVE == "copying to $server" ]]; then
    # A launcher that was killed may have left the client standing still, and what it began may have come to its end since.
    reopen_source "$1" "$server" || opened=$?
    case $opened in
      1) exit 1 ;;
      2)
        move_switch "$1"
        return
        ;;
    esac
  fi
  refuse_unmovable "$1" "$server"
  if [[ $MOVE != "copying to $server" ]]; then
    if [[ -z $yes && $STACK != dev ]]; then confirm "Move $1 from $HOME_SERVER to $server? It stops for some seconds at the end."; fi
    say "Making room for $1 on $server"
    HOSTING_MOVE="copy $1 $server" update up --suppress-outputs --yes --skip-preview "${OPTIONS[@]}"
    take_snapshot
    use_servers "$HOME_SERVER" "$server"
  fi
  copy_database "$1" "$server"
  stop_and_switch "$1"
}

is_moved() { # is_moved CLIENT SERVER: for good
  local note
  note=$(moved_note) || update_failed "$2 can't be asked whether it has $1's data, so nothing was changed." \
    "docker logs $TARGET says what is wrong with it; once it answers, the same command goes on."
  [[ $note == moved ]]
}

move_again() { # move_again CLIENT: its data lives there
  if [[ -z $MOVE ]]; then
    say "$1 is on $server. There is nothing to move."
  elif [[ $MOVE == copying\ to\ * ]]; then
    update_failed "$1 is on $server, and on its way to ${MOVE##* }; nothing was changed." "./hosting move $1 --abandon$(stack_option) ends that."
  else
    HOME_SERVER=${MOVE##* }
    use_servers "$HOME_SERVER" "$server"
    move_switch "$1" # once more, for the update may have failed
  fi
}

# Sets SOURCE and TARGET to the servers' containers, and SOURCE_HOST to what the target calls the other.
use_servers() { # use_servers SOURCE TARGET
  require_docker
  SOURCE_HOST=$(server_label "$1")
  SOURCE=$(containers "server=$SOURCE_HOST")
  require_server "$1" "$SOURCE"
  TARGET=$(containers "server=$(server_label "$2")")
  require_server "$2" "$TARGET"
}

require_server() { # require_server SERVER CONTAINER
  if [[ $2 ]]; then return; fi
  update_failed "There is no server $1 in stack $STACK on this machine. Servers: postgres $(further_servers | sed 's/^postgres-//' | paste -sd ' ')" \
    "new DatabaseServer(\"$1\") in the program and ./hosting up make one."
}

server_label() { if [[ $1 == postgres ]]; then printf postgres; else printf 'postgres-%s' "$1"; fi; }

# On standard input, as the superuser. No password is ever logged, and neither a function of the client's nor a setting of its
# database takes part. Its sessions bear the name of the move: see END_OTHERS.
sql() { # sql CONTAINER DATABASE [psql's options]
  docker exec --interactive --env PGAPPNAME="$MOVER" --env PGOPTIONS='-c log_statement=none -c log_min_duration_statement=-1 -c log_min_error_statement=panic -c client_min_messages=warning -c search_path=pg_catalog -c statement_timeout=0 -c default_transaction_read_only=off' \
    "$1" psql --username=postgres --dbname="$2" --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 \
    --set=db="$DATABASE" --set=owner="$OWNER" --set=mover="$MOVER" "${@:3}"
}

# In the background, for bash would answer a signal only once it ended by itself.
stop_and_switch() { # stop_and_switch CLIENT
  local client=$1 ended=0 opened=0
  say "Stopping $client, and nobody else"
  STOPPED=$(date +%s%N)
  trap 'break_off "$client"' INT TERM HUP
  (begin_stop && stand_still && commit_move) &
  wait $! || ended=$?
  if ((ended)); then
    reopen_source "$client" "$server" || opened=$?
    case $opened in
      0)
        update_failed "$client was not moved, and is served from $HOME_SERVER as before. It stood still for $(stopped_for) s." \
          "./hosting move $client --to $server tries again; --abandon ends it."
        ;;
      1) exit 1 ;;
    esac
    # The target has it for good: only its answer was lost.
  fi
  trap - INT TERM HUP
  move_switch "$client"
}

break_off() { # break_off CLIENT: when the launcher is told to end
  local opened=0
  trap '' INT TERM HUP
  # shellcheck disable=SC2046 # numbers
  kill $(jobs -p) 2>/dev/null || true
  reopen_source "$1" "$server" || opened=$?
  case $opened in
    0)
      failed "Interrupted: $1 was not moved, and is served from $HOME_SERVER as before. It stood still for $(stopped_for) s." \
        "./hosting move $1 --to $server goes on; --abandon ends it."
      ;;
    2) failed "Interrupted: $1's data is on $server already, and it stands still until ./hosting move $1 --to $server" ;;
  esac
  exit 130
}

stopped_for() { # until now, or until a time in nanoseconds
  awk -v began="$STOPPED" -v ended="${1:-$(date +%s%N)}" 'BEGIN { printf "%.1f", (ended - began) / 1e9 }'
}

# Its data is there: from now on the only way is forward. What the copy needed goes once the client is served again.
move_switch() { # move_switch CLIENT
  close_for_good || say "  $HOME_SERVER does not answer; nobody gets into what $1 had there, and the update closes it for good."
  if ! (HOSTING_MOVE="switch $1 $server" update up --suppress-outputs --yes --skip-preview "${OPTIONS[@]}"); then
    end_copy || true
    update_failed "$1's data is on $server, and the update that sends its apps there failed; they can't log in to $HOME_SERVER any more." \
      "Correct what it says above, then: ./hosting move $1 --to $server"
  fi
  sql "$SOURCE" postgres <<'SQL' || true
SELECT format('ALTER DATABASE %I CONNECTION LIMIT -1', datname) FROM pg_database WHERE datname = :'db' AND NOT datallowconn \gexec
SQL
  end_copy || say "  What the copy needed on $HOME_SERVER is still there; --confirm removes it."
  say "$1 is on $server.${STOPPED:+ It stood still for $(stopped_for "$(published_at)") s.}"
  say "What it had on $HOME_SERVER is kept there, closed: ./hosting move $1 --confirm drops it."
}

published_at() { # when visitors were sent to the new containers
  local publication
  publication=$(containers server=publication | head -n 1)
  if [[ -n $publication ]]; then
    date -d "$(docker inspect --format '{{.State.FinishedAt}}' "$publication")" +%s%N
  else
    date +%s%N
  fi
}

move_confirm() { # move_confirm CLIENT
  local from=${MOVE#moved from }
  if [[ $MOVE != moved\ from\ * ]]; then update_failed "$1 has nothing left on another server; nothing was changed."; fi
  use_servers "$from" "$HOME_SERVER"
  refuse_more_of_it "$1" "$from"
  if [[ -z $yes ]]; then confirm "Drop what $1 had on $from for good?"; fi
  require_new_backup "$1"
  end_copy || update_failed "$1: what its copy needed on $from could not be removed; nothing was dropped."
  drop_there "$SOURCE"
  sql "$TARGET" postgres <<<'COMMENT ON DATABASE :"db" IS NULL'
  end_move "$1" "$from"
  say "What $1 had on $from is dropped."
}

# The owner cannot be dropped while it has more than what was moved.
refuse_more_of_it() { # refuse_more_of_it CLIENT SERVER
  local found
  mapfile -t found < <(more_of_it)
  if ((${#found[@]})); then
    update_failed "$1 has more on $2 than what was moved: ${found[*]}. Nothing was dropped." \
      "Each goes with: docker exec $SOURCE dropdb --username=postgres NAME" \
      "Then ./hosting move $1 --confirm again."
  fi
}

more_of_it() { # other databases on the source that its owner has, or has rights in
  sql "$SOURCE" postgres <<'SQL'
SELECT DISTINCT datname FROM pg_database d, pg_shdepend
  WHERE d.oid = CASE classid WHEN 'pg_database'::regclass THEN objid ELSE dbid END
    AND refclassid = 'pg_authid'::regclass AND refobjid = to_regrole(quote_ident(:'owner')) AND datname <> :'db' ORDER BY 1;
SQL
}

# From then on nothing but the new server's backups has what the client writes. One that was made and restored there also
# tells later ones that they follow those of the other server.
require_new_backup() { # require_new_backup CLIENT: verified since it moved; or else one now
  local label container clients since
  label=$(server_label "$HOME_SERVER")
  container=$(containers "server=backups${label#postgres}")
  if [[ -z $container ]]; then return; fi
  clients=$(docker exec "$container" backup status | cut -f 1) ||
    update_failed "$container does not answer, so nobody knows whether $1 is backed up on $HOME_SERVER. Nothing was dropped."
  if ! grep -qx -- "$1" <<<"$clients"; then return; fi
  since=$(moved_at)
  if [[ $since && $(in_backup_container "$1" list | awk -F'\t' -v since="$since" '$3 == "database" && $5 == "verified" && $2 > since') ]]; then return; fi
  say "A backup of $1 on $HOME_SERVER, which is restored and compared before anything is dropped:"
  (backed_up_and_verified "$1" now) || update_failed "$1 has no verified backup on $HOME_SERVER, so nothing was dropped." \
    "Mend what stands above, and ./hosting move $1 --confirm again."
}

move_abandon() { # move_abandon CLIENT
  local to=${MOVE#copying to } opened=0
  if [[ $MOVE != copying\ to\ * ]]; then update_failed "$1 is not on its way to another server; nothing was changed."; fi
  use_servers "$HOME_SERVER" "$to"
  reopen_source "$1" "$to" || opened=$?
  case $opened in
    1) exit 1 ;;
    2) update_failed "$1's data is on $to already, so there is no way back:" "./hosting move $1 --to $to" ;;
  esac
  end_copy
  drop_there "$TARGET"
  end_move "$1" "$to"
  say "$1 stays on $HOME_SERVER."
}

drop_there() { # drop_there CONTAINER: the client's database and its owner
  sql "$1" postgres <<'SQL'
DROP DATABASE IF EXISTS :"db" WITH (FORCE);
DROP ROLE IF EXISTS :"owner";
SQL
}

# The update that was to end a move may have been interrupted when its outputs told of none any more: what was dropped on the
# other server is still in the state then, and in the way of the next move. Fails where nothing is left to do.
finish_end() { # finish_end CLIENT
  local other
  if [[ $MOVE ]]; then return 1; fi
  other=$(servers_in_state | grep -vx -- "$HOME_SERVER" | head -n 1) || return 1
  TARGET=$(containers "server=$(server_label "$other")")
  if [[ -z $TARGET || $(is_gone) != gone ]]; then return 1; fi
  end_move "$1" "$other"
  take_snapshot
  say "What $1 had on $other is dropped."
}

servers_in_state() { # those where the state has its database or its owner
  # shellcheck disable=SC2016 # the $ stands in types
  sed -nE 's/^ *"urn": "urn:pulumi:[^"]*\$postgresql:index\/(database:Database|role:Role)::'"${OWNER//_/-}"'(@([^"]+))?",?$/\3/p' "$SNAPSHOT" |
    sed 's/^$/postgres/' | sort -u
}

is_gone() { # gone, when the target has neither its database nor its owner
  sql "$TARGET" postgres <<'SQL'
SELECT 'gone' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'db') AND to_regrole(quote_ident(:'owner')) IS NULL;
SQL
}

end_move() { # end_move CLIENT SERVER: which has nothing of it any more
  local urn name
  name="${OWNER//_/-}"
  if [[ $2 != postgres ]]; then name="$name@$2"; fi
  while read -r urn; do pulumi state unprotect "$urn" --yes --stack "$STACK" >&2; done < <(
    # shellcheck disable=SC2016 # the $ stands in types
    sed -nE 's/^ *"urn": "(urn:pulumi:[^"]*\$postgresql:index\/(database:Database|role:Role)::'"$name"')",?$/\1/p' "$SNAPSHOT" | sort -u
  )
  HOSTING_MOVE="end $1 $2" update up --suppress-outputs --yes --skip-preview "${OPTIONS[@]}"
}
