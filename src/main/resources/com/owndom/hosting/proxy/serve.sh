# Starts nginx as process 1, which is what publish.sh signals, and beside it what takes a changed certificate into use.
CHANGED=/etc/nginx/certificates/changed
REFUSED=/run/certificates-refused

# The shell reads it by itself; the pause is all that this costs.
version() { { read -r now <"$CHANGED"; } 2>/dev/null || now=none; }

take_into_use() {
  if nginx -q -t >/tmp/certificates 2>&1; then
    rm -f "$REFUSED"
    kill -HUP 1
    echo "certificates: a changed one is taken into use"
  else
    echo "certificates: nginx refuses a changed one, and serves what it has loaded: $(tail -n 1 /tmp/certificates)" | tee "$REFUSED"
  fi
}

watch() {
  while sleep 10; do
    version
    if [ "$now" != "$loaded" ]; then
      loaded=$now
      take_into_use
    fi
  done
}

rm -f "$REFUSED"
version
loaded=$now
watch &
exec nginx -g 'daemon off;'
