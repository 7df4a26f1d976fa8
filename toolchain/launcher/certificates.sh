# shellcheck shell=bash
# Certificates now, for a person who has just mended what kept them back.

command_certificates() {
  if [[ ${1:-} != renew ]]; then usage_error "./hosting certificates renew [NAME…]; ./hosting status shows them."; fi
  shift
  require_docker
  local container
  container=$(containers server=certificates)
  require_found certificates ${container:+"$container"}
  docker exec "$container" sh /usr/local/lib/certificates/certificates renew "$@"
}
