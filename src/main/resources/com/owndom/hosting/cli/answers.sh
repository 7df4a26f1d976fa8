# Asks every published app for its health, as the publication did; prints those that do not answer, and why.
xargs -r -P 16 -L 1 sh -c '
  reason=$(curl -sS -f -o /dev/null -m 5 -H "Host: $6" "http://$2:$4$5" 2>&1) || printf "%s\t%s\n" "$2" "$reason"
' </etc/nginx/estate/current/apps
