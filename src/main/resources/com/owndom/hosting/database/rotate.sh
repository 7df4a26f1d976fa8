#!/bin/sh
# Changes the superuser's password from that of the previous master secret to that of the current one.
set -eu
cd "$(dirname "$0")"

server() { # server PASSFILE OPTION…
  PGPASSFILE=$1 psql --no-psqlrc --no-password --quiet --set=ON_ERROR_STOP=1 --output=/dev/null --dbname=postgres "$2"
}

if server current --command='SELECT 1' 2>/dev/null; then
  echo "the password is the current one already"
else
  server previous --file=change.sql
  server current --command='SELECT 1'
  echo "the password is changed"
fi
