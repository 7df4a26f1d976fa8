# shellcheck shell=bash
# Old images of apps that are built here: the newest stay, and all that a rollback may need.

readonly KEPT_IMAGES=5 # of each app and target

prune_images() { # after an update; an image that a container uses is never removed
  local served image
  served=$(pulumi stack output --json --stack "$STACK" 2>/dev/null || true)
  for image in $(superfluous_images); do
    if [[ $served != *"$image"* ]]; then docker image rm "$image" >/dev/null 2>&1 || true; fi
  done
}

superfluous_images() { # Docker lists the newest first
  docker image ls --filter "reference=$(project)/*" --format '{{.Repository}}:{{.Tag}}' |
    awk -v kept="$KEPT_IMAGES" '{ target = $0; sub(/-[0-9a-f]+$/, "", target); if (++seen[target] > kept) print }'
}
