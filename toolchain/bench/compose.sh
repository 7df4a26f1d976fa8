# shellcheck shell=bash
# The same apps as docker-compose runs them: one nginx, one site for each client, names that are resolved again.

compose_project() {
  mkdir -p "$WORK/compose/sites"
  local number
  {
    printf 'version: "3.8"\nservices:\n  proxy:\n    image: nginx:1.30\n    ports: ["127.0.0.1:%s:80"]\n' "$PORT"
    printf '    labels: {com.owndom.estate: bench}\n    volumes: ["./nginx.conf:/etc/nginx/nginx.conf:ro", "./sites:/etc/nginx/sites:ro"]\n'
    for ((number = 1; number <= CLIENTS; number++)); do compose_client "$number"; done
  } >"$WORK/compose/docker-compose.yml"
  cat >"$WORK/compose/nginx.conf" <<'NGINX'
worker_processes auto;
events { worker_connections 4096; }
http {
  access_log off;
  server_names_hash_bucket_size 128;
  resolver 127.0.0.11 valid=1s ipv6=off;
  proxy_http_version 1.1;
  proxy_set_header Connection '';
  include /etc/nginx/sites/*.conf;
}
NGINX
}

compose_client() {
  local app
  for app in frontend backend; do
    printf '  client-%s-%s:\n    image: bench/app:1\n    mem_limit: 32m\n    stop_grace_period: 30s\n' "$1" "$app"
    # shellcheck disable=SC2016 # docker-compose expands it
    printf '    labels: {com.owndom.estate: bench}\n    environment: {VERSION: "${VERSION}"}\n'
  done
  for app in frontend backend; do
    printf 'upstream client-%s-%s { zone client-%s-%s 64k; server client-%s-%s:80 resolve; keepalive 32; }\n' "$1" "$app" "$1" "$app" "$1" "$app"
  done >"$WORK/compose/sites/client-$1.conf"
  printf 'server { listen 80; server_name client-%s.bench.localhost; location /api/ { proxy_pass http://client-%s-backend; } location / { proxy_pass http://client-%s-frontend; } }\n' \
    "$1" "$1" "$1" >>"$WORK/compose/sites/client-$1.conf"
}

compose_up() { # compose_up VERSION
  (cd "$WORK/compose" && VERSION=$1 docker-compose --project-name "bench$STACK" up -d >"$WORK/log" 2>&1) || {
    tail -n 20 "$WORK/log" >&2
    exit 1
  }
}

compose_down() { (cd "$WORK/compose" && VERSION=2 docker-compose --project-name "bench$STACK" down --timeout 5 >/dev/null 2>&1) || true; }
