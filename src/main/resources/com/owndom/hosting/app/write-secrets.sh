#!/bin/sh
# Writes the secrets that are staged beside it to the app's volume, each in one step, and forgets what was staged.
# OWNER: the user who alone may read them; without it, everyone in the app's container.
set -eu
STAGED=/staged/files
SECRETS=/run/secrets

for file in "$STAGED"/*; do
  cp "$file" "$SECRETS/.new"
  if [ -n "${OWNER:-}" ]; then
    chown "$OWNER" "$SECRETS/.new"
    chmod 0400 "$SECRETS/.new"
  else
    chmod 0444 "$SECRETS/.new"
  fi
  mv -f "$SECRETS/.new" "$SECRETS/$(basename "$file")"
done
for file in "$SECRETS"/*; do
  [ -e "$STAGED/$(basename "$file")" ] || rm -f "$file"
done
rm -rf "$STAGED"
