#!/usr/bin/env bash
# The base images: taken as they are when present, else pulled, else built from Debian packages.

IMAGES=(postgres:17 nginx:1.30 node:24 python:3.13 docker:28-dind goacme/lego:v4.35.2 restic/restic:0.18.1
  edoburu/pgbouncer:v1.24.1-p1)
IMAGE_PULL_SECONDS=300

# Beside them, the versions of PostgreSQL that the program or the stack's file names, each once.
images_needed() {
  printf '%s\n' "${IMAGES[@]}"
  cat "$ROOT"/src/main/java/com/owndom/*.java "$ROOT/Pulumi.${STACK:-}.yaml" 2>/dev/null |
    grep -oE "[\"' ]postgres:[0-9]+([\"' ]|\$)" | tr -d "\"' " | sort -u | grep -vxF "$(printf '%s\n' "${IMAGES[@]}")"
}

images_ready() {
  local image
  while read -r image; do
    image_ready "$image" || return 1
  done < <(images_needed)
}

# Once one image had to be built, no registry is in reach and the next are not tried there.
images_setup() {
  local image pull=pull
  while read -r image; do
    if ! image_ready "$image"; then
      step "Image $image" "about 45 s, once" image_obtain "$image" "$pull"
    fi
    if [ -n "$(image_built_from "$image")" ]; then pull=build; fi
  done < <(images_needed)
}

# An image without our label may be the official one: it is never replaced.
image_ready() {
  local built
  built="$(docker image inspect --format '{{json .Config.Labels}}' "$1" 2>/dev/null)" || return 1
  case "$built" in
    *'"com.owndom.built-from":'*) [[ "$built" == *"$(image_hash "$1")"* ]] ;;
    *) return 0 ;;
  esac
}

image_built_from() {
  docker image inspect --format '{{index .Config.Labels "com.owndom.built-from"}}' "$1" 2>/dev/null
}

image_obtain() {
  local image="$1" pull="$2"
  if [ "$pull" = pull ] && image_pull "$image"; then return; fi
  if [ "$(uname -s)" != Linux ] || ! command -v apt-get >/dev/null; then
    echo "Image $image: it could not be pulled, and building it needs Debian or Ubuntu." >&2
    echo "What to do: docker pull $image where a registry is in reach, then docker save and docker load." >&2
    return 1
  fi
  image_build "$image" || image_fail "$image"
}

# A recipe is named after the last part of the image's name. One that is no set of Debian packages builds itself.
image_build() {
  local images="$ROOT/toolchain/images" name recipe
  name="$(basename "$1")"
  recipe="$images/${name%%:*}"
  if [ -x "$recipe/build" ]; then
    "$recipe/build" "$1" "$(image_hash "$1")" "$CACHE/images"
  else
    image_tools_setup && "$images/build" "$name" "$(image_hash "$1")" "$CACHE/images" && image_rename "$name" "$1"
  fi
}

image_rename() {
  [ "$1" = "$2" ] || { docker tag "$1" "$2" && docker rmi "$1"; }
}

image_fail() {
  echo "$1: neither pulled nor built; both attempts are above."
  echo "What to do: see that a registry or deb.debian.org can be reached and that the disk has 2 GB free, then run this again."
  return 1
}

image_pull() {
  timeout "$IMAGE_PULL_SECONDS" docker pull --quiet "$1" && return
  echo "$1: not to be had from a registry, so it is built from Debian packages."
  return 1
}

image_tools_setup() {
  local missing=()
  command -v mmdebstrap >/dev/null || missing+=(mmdebstrap)
  command -v curl >/dev/null || missing+=(curl)
  [ "${#missing[@]}" -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ]; then
    echo "Missing: ${missing[*]}. Run: sudo apt-get install ${missing[*]}" >&2
    return 1
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

# What an image is made of: its recipe, the builder, and the certificates this machine adds to Debian's.
image_hash() {
  local images="$ROOT/toolchain/images" certificates=(/usr/local/share/ca-certificates/*.crt)
  [ -e "${certificates[0]}" ] || certificates=()
  cat "$images/build" "$images/certificates" "$images/$(basename "${1%%:*}")"/* "${certificates[@]}" |
    sha256sum | cut -c1-16
}
