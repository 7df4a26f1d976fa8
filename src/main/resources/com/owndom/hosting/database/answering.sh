#!/bin/sh
# Ends once the server PGHOST answers, or fails after START_SECONDS and says what it does instead.
set -eu
began=$(date +%s)
until pg_isready --quiet; do
  if [ $(($(date +%s) - began)) -ge "$START_SECONDS" ]; then exec pg_isready; fi
  sleep 0.2
done
