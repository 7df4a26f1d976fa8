# shellcheck shell=sh disable=SC2154
# When a certificate is due, and what follows from a failure. Each works on $name, $source and $hosts.

FIRST_RETRY_SECONDS=600

# Missing, for other hosts or from another source than wanted, near its end, or tried in vain before.
is_due() {
  case $source in files | none) return 1 ;; esac
  [ -e "$STATE/failures/$name" ] || ! is_issued ||
    [ "$(cat "$SERVED/$name/wanted" 2>/dev/null)" != "$(wanted "$source" "$hosts")" ] ||
    [ "$(seconds_left)" -lt "$(renew_seconds)" ]
}

is_issued() {
  case $(readlink "$SERVED/$name" || echo none) in issued/*) [ -s "$SERVED/$name/fullchain.pem" ] ;; *) false ;; esac
}

expiry() { moment -enddate; }

# In a form that every date reads.
moment() { # moment -startdate|-enddate
  date -u +%s -d "$(openssl x509 -in "$SERVED/$name/fullchain.pem" -noout "$1" -dateopt iso_8601 | cut -d = -f 2 | tr -d Z)"
}

seconds_left() { echo $(($(expiry) - $(date +%s))); }

# The setting, but for certificates that live shorter than twice as long: a third of their life.
renew_seconds() {
  third=$((($(expiry) - $(moment -startdate)) / 3))
  renew=$(($(setting renew-days) * 86400))
  if [ "$third" -lt "$renew" ] && [ $((third * 3)) -lt $((renew * 2)) ]; then echo "$third"; else echo "$renew"; fi
}

is_waiting() {
  [ -e "$STATE/failures/$name" ] || return 1
  read -r _ next _ <"$STATE/failures/$name"
  [ "$next" -gt "$(date +%s)" ]
}

# A failure of one holds up no other.
attempt() {
  work=$(mktemp -d)
  echo "$name: asking $source for ${hosts}"
  if obtain >"$work/log" 2>&1 </dev/null; then reason=$(refusal "$work" "$hosts"); else reason=$(last_words "$work/log"); fi
  sed "s/^/$name: /" "$work/log"
  if [ -z "$reason" ]; then reason=$(serve "$name" "$work" "$(wanted "$source" "$hosts")" "$hosts"); fi
  if [ -z "$reason" ]; then
    rm -f "$STATE/failures/$name"
    echo "$name: switched to a new certificate"
  else
    record_failure
  fi
  rm -rf "$work"
  [ -z "$reason" ]
}

# What stands from the last "error" or "Could not" on, without the time, on one line.
last_words() {
  words=$(grep -v 'HEADS UP' "$1" | awk '/[Cc]ould not|error/ { text = "" } { sub(/^[0-9\/]+ [0-9:]+ /, ""); text = text " " $0 } END { print text }' |
    tr -s ' \t' ' ' | cut -c 2-400)
  echo "${words:-it ended without a word, or took longer than $ACME_SECONDS s}"
}

record_failure() {
  failures=0
  if [ -e "$STATE/failures/$name" ]; then read -r failures _ <"$STATE/failures/$name"; fi
  failures=$((failures + 1))
  mkdir -p "$STATE/failures"
  replace "$STATE/failures/$name" "$failures $(($(date +%s) + $(delay))) $reason"
  echo "$name: not obtained: $reason"
}

# Twice as long after each failure, up to 12 hours, and at once so long where the authority asks for patience.
delay() {
  seconds=$FIRST_RETRY_SECONDS
  for _ in $(seq 2 "$failures"); do
    if [ "$seconds" -lt "$CHECK_SECONDS" ]; then seconds=$((seconds * 2)); fi
  done
  case $reason in *rateLimited*) seconds=$CHECK_SECONDS ;; esac
  if [ "$seconds" -gt "$CHECK_SECONDS" ]; then seconds=$CHECK_SECONDS; fi
  echo $((seconds + $(random) % (seconds / 10)))
}

random() { od -An -N 2 -t u2 /dev/urandom | tr -d ' '; }
