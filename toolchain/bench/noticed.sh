# shellcheck shell=bash
# What visitors noticed: a line for each kind of request, over all clients.

readonly KINDS='wrk keep-alive,wrk close,kept,new,slow,upload,socket,told to come back'

report() { # report NAME TITLE
  printf '%s, %s s\n' "$2" "$(cat "$WORK/$1.seconds")"
  results "$1" | sort -t $'\t' -k 5n | noticed
  first_failures "$1"
  printf '\n'
}

first_failures() { # first_failures NAME: what wrk counted, and what visitors said
  {
    sed -n '/Socket errors\|Non-2xx/p' "$WORK/$1-during"-*.wrk | sort -ru | sed -n 1,4p
    cat "$WORK/$1.failures"
  } | awk 'NR <= 7 { print "    " $0 }'
}

results() { # results NAME: phase, kind, requests, failed, median, 99 % and longest of each client
  local phase
  for phase in before during; do sed -n "s/^result/$phase/p" "$WORK/$1-$phase"-*.wrk; done
  grep -v '^warm' "$WORK/$1.visitors"
}

# The median of the clients' medians, the worst of their 99 %.
noticed() {
  awk -F '\t' -v kinds="$KINDS" '
    { key = $1 $2; requests[key] += $3; failed[key] += $4; median[key, ++clients[key]] = $5; if ($6 > p99[key]) p99[key] = $6 }
    function of(key) { return sprintf("%9d %7d %8.1f %8.0f", requests[key], failed[key], median[key, int((clients[key] + 1) / 2)], p99[key]) }
    END {
      printf "  %-18s %35s  %35s\n", "", "before: requests, failed, ms, 99 %", "during: requests, failed, ms, 99 %"
      for (i = 1; i <= split(kinds, kind, ","); i++) printf "  %-18s %s  %s\n", kind[i], of("before" kind[i]), of("during" kind[i])
    }'
}
