#!/bin/sh
# Lets PgBouncer in. Its password is made here, once, and is kept in its volume alone.
set -eu
cd "$(dirname "$0")"

if [ ! -s "$USERS" ]; then
  (umask 077; head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n' | sed 's/.*/"pgbouncer" "&"\n/' >"$USERS.new")
  # Nobody else is in the container that reads it, and nothing else has the volume.
  chmod 0444 "$USERS.new"
  mv "$USERS.new" "$USERS"
fi

{
  cat access.sql
  sed "s/^\"pgbouncer\" \"\(.*\)\"\$/ALTER ROLE pgbouncer PASSWORD '\1';/" "$USERS"
} | psql --no-psqlrc --no-password --quiet --set=ON_ERROR_STOP=1 --single-transaction --output=/dev/null --dbname=postgres
