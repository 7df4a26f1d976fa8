# shellcheck shell=bash
# What containers may use: the limit of processes, which the Docker provider has no setting for, and the sum of all.

inspected() { # inspected FORMAT: a line for each running container of this stack
  local ids
  mapfile -t ids < <(ps_stack --quiet)
  if ((${#ids[@]})); then docker inspect --format "$1" "${ids[@]}"; fi
}

limit_processes() { # to what each container's label says; Docker keeps it for the container's life
  local -A behind=()
  local id wanted now
  while read -r id wanted now; do
    if [[ $wanted == [0-9]* && $wanted != "$now" ]]; then behind[$wanted]+=" $id"; fi
  done < <(inspected '{{.Id}} {{index .Config.Labels "com.owndom.processes"}} {{.HostConfig.PidsLimit}}')
  for wanted in "${!behind[@]}"; do
    # shellcheck disable=SC2086 # several ids
    docker update --pids-limit "$wanted" ${behind[$wanted]} >/dev/null
  done
}

# The limits of all against what the host has; more than it has is usual, and worth knowing. In development an update
# replaces an app; elsewhere each stays beside its successor until that has been switched to.
show_budget() {
  inspected '{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{index .Config.Labels "com.owndom.app"}}' |
    awk -v host="$(docker info --format '{{.MemTotal}} {{.NCPU}}')" -v environment="$(stack_setting environment)" '
      { memory += $1; cores += $2; if ($3 != "") twice += $1 }
      END {
        split(host, has, " ")
        if (!NR || !has[1]) exit
        gib = 1024 * 1024 * 1024
        printf "Limits of %d containers: %.1f GiB of memory on a host with %.1f GiB, %.1f cores on one with %d%s\n", NR, \
          memory / gib, has[1] / gib, cores / 1e9, has[2], (memory > has[1]) ? ": more than it has, should all use theirs" : ""
        if (twice && environment != "development")
          printf "An update of every app: up to %.1f GiB, while each runs beside its successor%s\n", \
            (memory + twice) / gib, (memory + twice > has[1]) ? ": more than it has, should all use theirs" : ""
      }'
}
