# shellcheck shell=bash
# Each requirement: whether it is there, where it comes from, how to get it.

command_doctor() {
  if (($#)); then usage_error "./hosting doctor takes no argument, not '$1'."; fi
  OUT_OF_REACH=0
  check_tools
  check_docker
  check_engine
  check_images
  check_program
  check_ranges
  if ((OUT_OF_REACH)); then
    printf '\n%s\n' "Get what is marked as missing; ./hosting setup gets the rest."
    return 1
  fi
}

row() { # row ok|setup|old|missing WHAT REMARK
  local colour=green
  case $1 in missing) colour=red ;; setup | old) colour=yellow ;; esac
  printf '  %s  %-18s %s\n' "$(paint_out "$colour" "$(printf '%-7s' "$1")")" "$2" "$3"
  if [[ $1 == missing ]]; then OUT_OF_REACH=1; fi
}

paint_out() { # paint looks at standard error; the doctor reports on standard output
  if [[ -t 1 ]]; then paint "$@"; else printf '%s' "$2"; fi
}

check_tools() {
  if java_ready; then
    row ok "JDK 17 or later" "$(type -P javac), $(javac -version 2>&1)"
  else
    row missing "JDK 17 or later" "Debian: apt-get install -y openjdk-17-jdk-headless"
  fi
  if maven_ready; then row ok Maven "$(type -P mvn)"; else row missing Maven "Debian: apt-get install -y maven"; fi
  if command -v curl >/dev/null; then row ok curl "$(type -P curl)"; else row missing curl "Debian: apt-get install -y curl"; fi
}

check_docker() {
  if ! try_connect; then
    row missing Docker "$DOCKER_HOST: $(tail -n 1 "$SSH_ERRORS")"
  elif docker_ready; then
    row ok Docker "$(docker version --format 'engine {{.Server.Version}}, API {{.Server.APIVersion}}'), ${DOCKER_HOST:-local}"
  elif ((EUID == 0)) && command -v apt-get >/dev/null; then
    row setup Docker "setup installs it from Debian's packages and starts it"
  else
    row missing Docker "https://docs.docker.com/engine/install; start it, and let $(id -un) use it"
  fi
}

check_engine() { # engine_describe: name, version, origin and advice, a line for each piece
  local name version origin advice
  while IFS=$'\t' read -r name version origin advice; do
    case "$origin $advice" in
      "missing ./hosting setup"*) row setup "$name" "$version, setup ${advice#./hosting setup }" ;;
      "missing "*) row missing "$name" "$version, $advice" ;;
      *) row ok "$name" "$version, $origin" ;;
    esac
  done < <(engine_describe)
}

check_images() {
  local image
  if is_remote && [[ -z ${HOSTING_SSH_CONTROL:-} ]]; then return; fi
  while read -r image; do
    if docker image inspect "$image" >/dev/null 2>&1; then
      row ok "$image" "$(image_origin "$image")"
    else
      row setup "$image" "setup pulls it, or builds it from Debian packages"
    fi
  done < <(images_needed)
}

image_origin() {
  case $(docker image inspect --format '{{index .Config.Labels "com.owndom.built-from"}}' "$1") in
    debian) printf 'image, built from Debian packages' ;;
    source) printf 'image, built from source' ;;
    *) printf 'image, pulled' ;;
  esac
}

check_program() {
  if jar_stale; then row setup "Java program" "./hosting build builds it"; else row ok "Java program" "$JAR"; fi
}

readonly RANGES_DAYS=180

# Who comes from a range that the file does not have yet counts as a visitor of the address that Cloudflare asks from.
check_ranges() {
  local made
  if ! is_behind_cloudflare; then return; fi
  made=$(sed -nE '1s/.* as of ([0-9-]+);.*/\1/p' "$ROOT/src/main/resources/com/owndom/hosting/proxy/cloudflare-ranges.txt")
  if [[ -n $made ]] && (($(date +%s) - $(date -d "$made" +%s) <= RANGES_DAYS * 86400)); then
    row ok "Cloudflare ranges" "as of $made"
  else
    row old "Cloudflare ranges" "as of ${made:-an unknown day}: toolchain/cloudflare-ranges && git diff, then ./hosting up$(stack_option)"
  fi
}

is_behind_cloudflare() { # said so, or where it keeps proxied records
  case $(stack_setting behindCloudflare) in
    true) return 0 ;;
    false) return 1 ;;
  esac
  [[ $(stack_setting proxied) != false ]] && grep -Eqs '^ *"?[a-z0-9-]+:zones"?: *$' "$(stack_file)"
}
