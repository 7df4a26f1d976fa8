# shellcheck shell=bash
# A client's database from a backup: restored beside the live one, compared, and only then put in its place. The old one
# is kept until somebody says that it may go. Every step is one statement or one transaction on the server, so whatever
# is interrupted, one database serves under the client's name, and the same command goes on.

command_restore() { # restore CLIENT [--at WHEN] [--into DATABASE | --files | --archive FILE] [--yes] | CLIENT [--files] --undo | --confirm | --drop DATABASE
  local client=${1:-} mode=switch files='' at=latest target='' yes=''
  if [[ -z $client || $client == -* ]]; then restore_usage; fi
  check_client "$client"
  shift
  while (($#)); do
    case $1 in
      --at | --into | --drop | --archive)
        if (($# < 2)) || [[ $2 == -* ]]; then restore_usage; fi
        case $1 in --at) at=$2 ;; *) mode=${1#--} target=$2 ;; esac
        shift
        ;;
      --undo | --confirm) mode=${1#--} ;;
      --files) files=1 ;;
      --yes | -y) yes=1 ;;
      *) restore_usage ;;
    esac
    shift
  done
  case $files:$mode in
    1:switch) mode=files ;;
    1:undo | 1:confirm) mode=files_$mode ;;
    1:*) restore_usage ;;
  esac
  # A client may have files and no database.
  case $mode in files* | archive) use_stack ;; *) use_database "$client" ;; esac
  restore_"$mode" "$client"
}

restore_usage() {
  usage_error "./hosting restore CLIENT [--at 2026-11-23T10:00 | SNAPSHOT] [--into DATABASE | --files | --archive FILE.tar], then [--files] --confirm or --undo." \
    "./hosting backups CLIENT lists what there is."
}

use_stack() {
  require_docker
  use_environment
  require_stack
}

# Sets SERVER (its container), and the names of DATA.
use_database() { # use_database CLIENT
  local name
  use_stack
  name=$(server_of "$1") || exit
  SERVER=$(containers "server=$name")
  require_found "$name" ${SERVER:+"$SERVER"}
  name_data "$1"
}

name_data() { # name_data CLIENT: sets DATA (client_1), DATABASE, RESTORED and KEPT
  DATA=$(data_of "$1")
  DATABASE=${DATA}_db
  RESTORED=${DATA}_new
  KEPT=${DATA}_old
}

as_superuser() { # as_superuser [psql's options]: SQL on standard input; a client of files alone has no DATABASE
  docker exec --interactive "$SERVER" psql --username=postgres --dbname=postgres --no-psqlrc --quiet --tuples-only \
    --no-align --set=ON_ERROR_STOP=1 --set=live="${DATABASE:-}" --set=restored="${RESTORED:-}" --set=kept="${KEPT:-}" "$@"
}

database_note() { # database_note NAME: what is written about it on the server; nothing when it is not there
  as_superuser --set=name="$1" <<'SQL'
SELECT coalesce(shobj_description(oid, 'pg_database'), '-') FROM pg_database WHERE datname = :'name';
SQL
}

restore_switch() { # restore_switch CLIENT [NOTE]: to be written about the database that it has then
  local client=$1 snapshot taken began stop
  refuse_second_restore "$client"
  refuse_while_moving "$client"
  snapshot=$(snapshot_at "$client" "$at") || exit
  taken=${snapshot#*$'\t'} snapshot=${snapshot%%$'\t'*}
  say "$client goes back to its backup $snapshot of $taken. What was written since then will be in the kept database alone."
  if [[ -z $yes ]]; then confirm "Restore it, compare it, and then put it in the place of $DATABASE?"; fi
  restore_beside "$client" "$snapshot" "$RESTORED"
  began=$(date +%s%N)
  exchange "restored for $client: what was there before backup $snapshot of $taken" '' "${2:-}" ||
    update_failed "$client: the restored database could not take the place of $DATABASE, which serves as before." \
      "./hosting restore $client tries again."
  stop=$((($(date +%s%N) - began) / 1000000))
  follow_on "$client"
  say "$client runs on its backup of $taken. Its database was away for at most $stop ms; its sessions were ended."
  say "The one before is kept as $KEPT, closed. Look at $client; then one of:"
  say "  ./hosting restore $client --confirm   drops $KEPT"
  say "  ./hosting restore $client --undo      puts it back"
}

# Its backups go on with what it has now, also when they were made by another server.
follow_on() { # follow_on CLIENT
  in_backup_container "$1" anew || say "Its next backup may ask for: ./hosting backup $1 --anew"
}

refuse_second_restore() {
  if [[ -n $(database_note "$KEPT") ]]; then
    update_failed "$1 was restored before, and $KEPT is still kept: $(database_note "$KEPT")" \
      "./hosting restore $1 --confirm drops it, ./hosting restore $1 --undo puts it back."
  fi
}

# What follows the database would follow the one that is kept, and hold what the server writes for as long as that is there.
refuse_while_moving() { # refuse_while_moving CLIENT
  local to
  to=$(moving_to "${DATA//_/-}")
  if [[ $to ]]; then
    update_failed "$1 is on its way to server $to, so its database keeps its name. Nothing was changed." \
      "./hosting move $1 --to $to$(stack_option) ends the move, ./hosting move $1 --abandon$(stack_option) takes it back; then restore it."
  fi
}

restore_into() { # restore_into CLIENT: nothing is switched
  local client=$1 snapshot
  if [[ ! $target =~ ^[a-z][a-z0-9_]{0,62}$ || $target =~ _(db|old|new)$ || $target =~ ^(postgres|template[01]|hosting_.*)$ ]]; then
    usage_error "'$target' is no name for it: lower-case letters, digits and underscores, not ending in _db, _old or _new."
  fi
  snapshot=$(snapshot_at "$client" "$at") || exit
  restore_beside "$client" "${snapshot%%$'\t'*}" "$target"
  as_superuser --set=name="$target" --set=note="restored for $client: its backup $snapshot" <<<'COMMENT ON DATABASE :"name" IS :'"'note'"
  say "It is there as $target, beside $DATABASE, which is untouched:"
  say "  ./hosting psql $client -d $target"
  say "  ./hosting restore $client --drop $target"
}

restore_archive() { # restore_archive CLIENT: what was in its volumes, into an archive on this machine
  local snapshot part=$target.part
  if [[ -L $target || (-e $target && ! -f $target) ]]; then part=$target; fi # such as /dev/stdout
  snapshot=$(snapshot_at "$1" "$at" volumes) || exit
  if ! in_backup_container "$1" files "${snapshot%%$'\t'*}" >"$part"; then
    if [[ $part != "$target" ]]; then rm -f "$part"; fi
    update_failed "$1: what was in its volumes was not read from backup ${snapshot%%$'\t'*}. $target is as it was."
  fi
  if [[ $part != "$target" ]]; then mv -- "$part" "$target"; fi
  say "$target has what was in $1's volumes at ${snapshot#*$'\t'}, a directory each. Nothing of $1 was changed."
}

restore_drop() { # restore_drop CLIENT: what --into made, nothing else
  local note
  note=$(database_note "$target")
  if [[ $note != "restored for $1: "* || $target == "$KEPT" ]]; then
    update_failed "$target is no database that ./hosting restore $1 --into made; it is not dropped."
  fi
  drop_for_good "$target"
}

restore_confirm() { # restore_confirm CLIENT
  require_kept "$1"
  if [[ -z $yes ]]; then confirm "Drop $KEPT for good?"; fi
  drop_for_good "$KEPT"
}

restore_undo() { # restore_undo CLIENT: once more, and it is undone itself
  require_kept "$1"
  refuse_while_moving "$1"
  exchange "restored for $1: what was there before the restore was undone" 'ALTER DATABASE :"kept" RENAME TO :"restored";' ||
    update_failed "$1: $KEPT could not be put back; $DATABASE serves as before." "./hosting restore $1 --undo tries again."
  say "$1 runs on what it had before. The restored database is kept as $KEPT: --confirm drops it, --undo puts it back again."
}

require_kept() { # require_kept CLIENT
  if [[ -z $(database_note "$KEPT") ]]; then
    update_failed "$1 has no database that is kept from a restore; nothing was changed."
  fi
}

# What is under that name is of a restore that did not end, unless it says that it is more.
restore_beside() { # restore_beside CLIENT SNAPSHOT DATABASE
  if [[ $3 == "$RESTORED" ]]; then as_superuser <<<'DROP DATABASE IF EXISTS :"restored" WITH (FORCE)' 2>/dev/null; fi
  if ! in_backup_container "$1" restore-into "$2" "$3" >&2; then
    update_failed "$1: its backup $2 was not restored. $DATABASE was not touched, and serves." \
      "./hosting backups $1 lists the others."
  fi
}

# A session that comes back at once can be in the way of a new name: it is ended once more. Set aside stays set aside.
exchange() { # exchange NOTE [SQL [LIVE]]: SQL is first, LIVE is the note of the one that serves then
  local attempt
  scratch EXCHANGE
  for attempt in 1 2 3 4 5; do
    if as_superuser --set=note="$1" --set=became="${3:-}" 2>"$EXCHANGE" <<SQL; then return; fi
BEGIN;
SELECT CASE WHEN datallowconn THEN 'true' ELSE 'false' END AS open FROM pg_database WHERE datname = :'live' \gset
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname IN (:'live', :'kept', :'restored') \g /dev/null
${2:-}
ALTER DATABASE :"live" RENAME TO :"kept";
ALTER DATABASE :"restored" RENAME TO :"live";
ALTER DATABASE :"live" ALLOW_CONNECTIONS :open;
ALTER DATABASE :"kept" ALLOW_CONNECTIONS false;
COMMENT ON DATABASE :"kept" IS :'note';
COMMENT ON DATABASE :"live" IS :'became';
COMMIT;
SQL
    if ((attempt == 5)); then cat "$EXCHANGE" >&2; fi
  done
  return 1
}

drop_for_good() { # drop_for_good DATABASE
  as_superuser --set=name="$1" <<<'DROP DATABASE :"name" WITH (FORCE)'
  say "$1 is dropped."
}

snapshot_at() { # snapshot_at CLIENT latest|SNAPSHOT|TIME [volumes]: id and time of the last one until then
  local list found seconds wanted=$2 kind=${3:-database}
  list=$(in_backup_container "$1" list) || return 1
  case $wanted in
    latest) wanted=9999 ;;
    *[-:/\ ]* | today | yesterday | now)
      seconds=$(date -d "$2" +%s 2>/dev/null) || usage_error "'$2' is no time: write --at 2026-11-23T10:00, or a snapshot's id."
      wanted=$(date -u -d "@$seconds" +%Y-%m-%dT%H:%M:%SZ)
      ;;
  esac
  found=$(awk -F'\t' -v wanted="$wanted" -v kind="$kind" '
    $1 == wanted && ($3 == kind || $3 == "unused" && kind == "volumes") { id = $1 "\t" $2; exit }
    $3 == kind && wanted ~ /^[0-9][0-9][0-9][0-9](-|$)/ && $2 <= wanted { id = $1 "\t" $2 }
    END { print id }' <<<"$list")
  if [[ -z $found ]]; then
    failed "$1 has no backup of its $kind that is $(if [[ $wanted == 9999 ]]; then printf 'there yet'; else printf '%s or older' "$2"; fi)." \
      "./hosting backups $1 lists what there is."
    return 1
  fi
  printf '%s\n' "$found"
}

show_restores() { # databases that restores have left on the servers
  local server
  while read -r server; do
    docker exec "$server" psql --username=postgres --no-psqlrc --quiet --tuples-only --no-align --command \
      "SELECT datname || ': ' || shobj_description(oid, 'pg_database') FROM pg_database
       WHERE shobj_description(oid, 'pg_database') LIKE 'restored for %' ORDER BY 1" 2>/dev/null || true
  done < <(database_containers)
}
