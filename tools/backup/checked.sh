# shellcheck shell=sh

checked_line() { # what the client's own check said, if it has one
  if [ -e "$WORKER/checked" ]; then printf 'check\t%s\n' "$(tr '\t\n' '  ' <"$WORKER/checked" | cut -c 1-400)"; fi
}
