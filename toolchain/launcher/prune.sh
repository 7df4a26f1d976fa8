# shellcheck shell=bash
# Old images of apps that are built here: the newest stay, and all that a rollback may need, also of another stack: an
# image's name says the app and its target, and not whose it is.

readonly KEPT_IMAGES=5 # of each app and target

prune_images() { # after an update; an image that a container uses is never removed
  local old image
  mapfile -t old < <(superfluous_images)
  if ((${#old[@]} == 0)); then return; fi
  scratch SERVED
  what_stacks_served >"$SERVED" || return 0
  for image in "${old[@]}"; do
    if ! grep -qF "$image" "$SERVED"; then docker image rm "$image" >/dev/null 2>&1 || true; fi
  done
}

superfluous_images() { # Docker lists the newest first
  docker image ls --filter "reference=$(project)/*" --format '{{.Repository}}:{{.Tag}}' |
    awk -v kept="$KEPT_IMAGES" '{ target = $0; sub(/-[0-9a-f]+$/, "", target); if (++seen[target] > kept) print }'
}

# In one that can't be read there may be any.
what_stacks_served() {
  local other stacks
  pulumi stack output --json --stack "$STACK" 2>/dev/null || return
  stacks=$(docker ps --all --filter "label=com.owndom.estate=$(project)" --format '{{.Label "com.owndom.stack"}}' | sort -u) || return
  for other in $stacks; do
    if [[ $other == "$STACK" ]] || pulumi stack export --stack "$other" 2>/dev/null; then continue; fi
    say "Old images stay: stack $other is on this host too, and what it can go back to can't be read from here."
    return 1
  done
}
