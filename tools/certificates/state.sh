# shellcheck shell=sh disable=SC2154
# What a person sees: one line a certificate, written once a check and read by the health check.

SOON_DAYS=30
URGENT_DAYS=7
TAB=$(printf '\t')

write_status() {
  next=$(($(date +%s) + CHECK_SECONDS - $(random) % 3600))
  while read -r name source hosts; do
    status_line
    if [ -e "$STATE/failures/$name" ]; then
      read -r _ retry _ <"$STATE/failures/$name"
      if [ "$retry" -lt "$next" ]; then next=$retry; fi
    fi
  done <"$STATE/settings/list" >"$STATE/status.new"
  mv "$STATE/status.new" "$STATE/status"
  replace "$STATE/next" "$next"
}

status_line() {
  failures=0 error='' issuer=- until=- colour=green problem=-
  if [ -e "$STATE/failures/$name" ]; then read -r failures _ error <"$STATE/failures/$name"; fi
  if is_issued; then
    issuer=$(openssl x509 -in "$SERVED/$name/fullchain.pem" -noout -issuer -nameopt multiline | sed -n 's/ *commonName *= //p')
    until=$(date -u +%Y-%m-%dT%H:%MZ -d "@$(expiry)")
    judge_issued
  else
    issuer='stand-in' colour=yellow problem='not obtained yet: browsers warn'
    if [ "$failures" -gt 1 ]; then colour=red; fi
    if [ "$source" = none ]; then problem="$problem, and no authority is asked without an acmeEmail"; fi
  fi
  if [ -n "$error" ]; then problem="$problem; $failures failed, last: $error"; fi
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$name" "$colour" "${issuer:--}" "$until" "$source" "${problem#-; }"
}

judge_issued() {
  left=$(seconds_left)
  wrong=$(refusal "$SERVED/$name" "$hosts")
  if [ -n "$wrong" ]; then
    colour=red problem=$wrong
  elif [ "$failures" -gt 1 ]; then
    colour=red problem='it cannot be renewed'
  elif [ "$failures" -gt 0 ]; then
    colour=yellow problem='it could not be renewed'
  elif [ "$source" = files ] && [ "$left" -lt $((SOON_DAYS * 86400)) ]; then
    colour=yellow problem='it ends soon and its files are the person'"'"'s own'
  fi
  if [ "$source" = files ] && [ "$left" -lt $((URGENT_DAYS * 86400)) ]; then colour=red; fi
}

status() {
  if [ -e "$STATE/status" ]; then cat "$STATE/status"; fi
}

# Also when no check has come to its end for longer than two may take.
health() {
  if [ -e "$STATE/status" ] && [ -n "$(find "$STATE/status" -mmin +1440)" ]; then
    echo "no check since $(date -u -r "$STATE/status")"
    return 1
  fi
  ! grep "${TAB}red${TAB}" "$STATE/status"
}
