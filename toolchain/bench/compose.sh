# shellcheck shell=bash
# The same apps as docker-compose runs them: one nginx, one site for each client, names that are resolved again. The
# database stays, as it does in the estate.

compose_project() { # compose_project NUMBER…: the clients
  local number
  mkdir -p "$WORK/compose/sites"
  rm -f "$WORK/compose/sites"/*
  cp "$FOLDER/compose.conf" "$WORK/compose/nginx.conf"
  compose_servers >"$WORK/compose/docker-compose.yml"
  for number; do
    compose_client "$number" >>"$WORK/compose/docker-compose.yml"
    compose_site "$number" >"$WORK/compose/sites/client-$number.conf"
  done
}

compose_servers() {
  cat <<YAML
version: "3.8"
services:
  proxy:
    image: nginx:1.30
    ports: ["127.0.0.1:$PORT:80"]
    labels: {com.owndom.estate: bench}
    volumes: ["./nginx.conf:/etc/nginx/nginx.conf:ro", "./sites:/etc/nginx/sites:ro"]
  database:
    image: postgres:17
    command: postgres -c max_connections=500
    labels: {com.owndom.estate: bench}
    environment: {POSTGRES_PASSWORD: bench}
YAML
}

compose_client() {
  compose_app "$1-frontend" bench/app:1 32m
  compose_app "$1-backend" bench/backend:1 256m
}

compose_app() { # compose_app NAME IMAGE MEMORY
  cat <<YAML
  client-$1:
    image: $2
    mem_limit: $3
    stop_grace_period: 30s
    labels: {com.owndom.estate: bench}
    environment: {VERSION: "\${VERSION}", PORT: "80", DATABASE_URL: "postgres://postgres:bench@database/postgres"}
YAML
}

compose_site() {
  local app
  for app in frontend backend; do
    printf 'upstream client-%s-%s { zone client-%s-%s 64k; server client-%s-%s:80 resolve; keepalive 32; }\n' "$1" "$app" "$1" "$app" "$1" "$app"
  done
  printf 'server { listen 80; server_name %s; location /api/ { proxy_pass http://client-%s-backend; } location / { proxy_pass http://client-%s-frontend; } }\n' \
    "$(host "$1")" "$1" "$1"
}

compose() { # compose VERSION ARGUMENT…
  (cd "$WORK/compose" && VERSION=$1 docker-compose --project-name "bench$STACK" "${@:2}" >"$WORK/log" 2>&1) || {
    tail -n 20 "$WORK/log" >&2
    exit 1
  }
}

compose_start() {
  local numbers number
  mapfile -t numbers < <(seq "$CLIENTS")
  compose_project "${numbers[@]}"
  compose 1 up -d
  for number in "${numbers[@]}"; do compose_serves "$(host "$number")"; done
}

compose_serves() { # compose_serves HOST
  curl --silent --show-error --fail --output /dev/null --retry 60 --retry-delay 1 --retry-all-errors --header "Host: $1" "http://127.0.0.1:$PORT/api/health"
}

# nginx knows of who leaves and who comes before the containers do, so nobody is sent to one that is gone for good.
compose_replace() {
  local numbers
  mapfile -t numbers < <(seq $((CLIENTS - 1)))
  compose_project "${numbers[@]}" $((CLIENTS + 1))
  compose 2 exec -T proxy nginx -s reload
  compose 2 up -d --remove-orphans
}

compose_stop() { (compose 2 down --timeout 5 2>/dev/null) || true; }
