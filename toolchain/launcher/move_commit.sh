# shellcheck shell=bash
# Which of two servers has what a client writes: see move.sh. One that writes to the source and to the target would lose
# what it wrote to one of them, so the source is opened again only once the target has answered that it does not have the
# client for good, and cannot come to have it any more. Each stop has a name of its own, STOP, which stands on both servers
# while it is valid: what is left of a launcher that was killed, or overtaken by another, then changes nothing.

# What this launcher or another one still does there for this client.
readonly END_OTHERS="SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity
  WHERE application_name = :'mover' AND backend_type = 'client backend' AND pid <> pg_backend_pid() \\g /dev/null"

# Both are shared by all databases of a server, as are the comments that say who has the client.
readonly DECIDING="BEGIN;
SET LOCAL lock_timeout = '30s';
LOCK TABLE pg_shdescription IN SHARE ROW EXCLUSIVE MODE;"

readonly UNLESS_OVERTAKEN="SELECT count(*) = 0 AS overtaken FROM pg_database
  WHERE datname = :'db' AND shobj_description(oid, 'pg_database') = :'stop' \\gset
\\if :overtaken
\\quit
\\endif"

# Answers moved when the target has the client for good. Else no stop before this one can commit any more.
take_over() { # take_over [STOP]
  sql "$TARGET" postgres --set=stop="${1:-}" <<SQL
$END_OTHERS
$DECIDING
SELECT count(*) > 0 AS there, coalesce(bool_or(shobj_description(oid, 'pg_database') LIKE 'moved here %'), false) AS moved
  FROM pg_database WHERE datname = :'db' \gset
\if :moved
SELECT 'moved';
\elif :there
SELECT format('COMMENT ON DATABASE %I IS %L', :'db', nullif(:'stop', '')) \gexec
\endif
COMMIT;
SQL
}

begin_stop() {
  local answer
  STOP="stop $(head -c 32 /dev/urandom | sha256sum | cut -c1-32)"
  answer=$(take_over "$STOP") && [[ $answer != moved ]]
}

sql_of_this_stop() { # sql_of_this_stop DATABASE [psql's options]: on the target; nothing, when another has taken over
  { printf '%s\n' "$UNLESS_OVERTAKEN"; cat; } | sql "$TARGET" "$1" --set=stop="$STOP" "${@:2}"
}

# The one step after which there is no way back, nor a need for one.
commit_move() {
  local answer
  answer=$(
    sql_of_this_stop "$DATABASE" --set=note="moved here from $HOME_SERVER at $(date -u +%Y-%m-%dT%H:%M:%SZ)" <<SQL
$DECIDING
$UNLESS_OVERTAKEN
ALTER SUBSCRIPTION :"mover" DISABLE;
COMMENT ON DATABASE :"db" IS :'note';
COMMIT;
SELECT 'committed';
SQL
  ) || return
  if [[ $answer != committed ]]; then
    failed "Another ./hosting move of this client has taken over."
    return 1
  fi
}

moved_note() { # moved, when the target has everything and the source was closed for good; nothing else is ever so
  sql "$TARGET" postgres <<'SQL'
SELECT 'moved' FROM pg_database WHERE datname = :'db' AND shobj_description(oid, 'pg_database') LIKE 'moved here %';
SQL
}

moved_at() { # when it was, as in 2026-11-29T16:24:27Z; nothing where the target does not know
  sql "$TARGET" postgres <<'SQL'
SELECT substring(shobj_description(oid, 'pg_database') FROM '^moved here from .* at (\S+)$') FROM pg_database WHERE datname = :'db';
SQL
}

# Ends with 1 where the source stays closed, and says what to do; with 2 where the target has the client for good.
reopen_source() { # reopen_source CLIENT SERVER
  local closed answer
  closed=$(closed_by) || answer=failed
  if [[ ${answer:-} ]] || ! answer=$(take_over); then
    failed "$1 stands still: whether its data is on $2 for good can't be asked, so its database on $HOME_SERVER stays closed." \
      "Once both servers answer: ./hosting move $1 --to $2$(stack_option) goes on, --abandon opens it again."
    return 1
  fi
  if [[ $answer == moved ]]; then return 2; fi
  if [[ $(open_source "$closed") != opened ]]; then
    failed "$1's database on $HOME_SERVER could not be opened again. Once the server answers: ./hosting move $1 --abandon$(stack_option)"
    return 1
  fi
}

closed_by() { # the stop that has closed the source, if one has
  sql "$SOURCE" postgres <<'SQL'
SELECT shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = :'mover';
SQL
}

open_source() { # open_source STOP: unless another stop has closed it since
  sql "$SOURCE" postgres --set=closed="$1" <<SQL
$END_OTHERS
$DECIDING
SELECT :'closed' = coalesce((SELECT shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = :'mover'), '') AS same \gset
\if :same
ALTER DATABASE :"db" CONNECTION LIMIT -1;
COMMIT;
SELECT 'opened';
\endif
SQL
}

# Once the target has the client, nothing opens it again, whatever becomes of its limit of connections.
close_for_good() {
  sql "$SOURCE" postgres <<'SQL'
SELECT count(*) > 0 AS open FROM pg_database WHERE datname = :'db' AND datallowconn \gset
\if :open
ALTER DATABASE :"db" ALLOW_CONNECTIONS false;
\endif
SQL
}
