# shellcheck shell=bash
# Builds the images and starts what the checks need; everything carries the label of this run and is removed at its end.

RUN="apps-test-$$"
LABEL="com.owndom.apps-test=$RUN"
PASSWORD="only-for-this-run-$RANDOM"

stage_build() { # stage_build APP: its production image
  docker build --quiet --file "apps/$1/Dockerfile" --target production --tag "$(image_of "$1")" . >/dev/null 2>"$LOGS/build" ||
    { tail -n 20 "$LOGS/build" >&2; exit 1; }
}

image_of() { echo "$RUN:${1//\//-}"; }

stage_database() {
  docker network create --label "$LABEL" "$RUN" >/dev/null
  docker run --detach --name "$RUN-postgres" --label "$LABEL" --network "$RUN" --network-alias postgres \
    --env POSTGRES_PASSWORD="$PASSWORD" postgres:17 >/dev/null
  await "postgres:17 to answer" docker exec "$RUN-postgres" pg_isready --quiet --host 127.0.0.1
}

sql() { # sql USER DATABASE, statements on standard input
  docker exec --interactive "$RUN-postgres" psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --single-transaction \
    --username "$1" --dbname "$2" --file -
}

stage_client_database() { # stage_client_database CLIENT: as the library makes it, with the client's init files
  local role="${1//-/_}"
  docker exec "$RUN-postgres" createuser --username postgres "$role"
  docker exec "$RUN-postgres" createdb --username postgres --owner "$role" "${role}_db"
  sql postgres "${role}_db" <<<"CREATE EXTENSION \"uuid-ossp\"; ALTER ROLE $role PASSWORD '$PASSWORD'"
  cat "tools/database/clients/$1/init/"*.sql | sql "$role" "${role}_db"
}

stage_app() { # stage_app NAME APP CLIENT PORT [variable…]
  local name="$1" app="$2" client="$3" port="$4" role="${3//-/_}" variable options=()
  shift 4
  for variable in "$@"; do options+=(--env "$variable"); done
  docker run --detach --name "$RUN-$name" --label "$LABEL" --network "$RUN" --network-alias "$name" \
    --read-only --tmpfs /tmp --cap-drop ALL --publish "127.0.0.1::$port" --env PORT="$port" --env CLIENT_NAME="$client" \
    --env DATABASE_URL="postgresql://$role:$PASSWORD@postgres:5432/${role}_db" "${options[@]}" "$(image_of "$app")" >/dev/null
  await "$name to listen" answers "$(address_of "$name" "$port")/"
}

address_of() { echo "http://$(docker port "$RUN-$1" "$2/tcp" | head -n 1)"; }

answers() { curl --silent --head --output /dev/null --max-time 5 "$1"; }

await() { # await WHAT command…
  local what="$1" end=$((SECONDS + 30))
  shift
  until "$@"; do
    if ((SECONDS >= end)); then
      echo "Waited 30 s for $what." >&2
      return 1
    fi
    sleep 0.1
  done
}

stage_clear() {
  docker ps --all --quiet --filter "label=$LABEL" | xargs --no-run-if-empty docker rm --force --volumes >/dev/null
  docker network ls --quiet --filter "label=$LABEL" | xargs --no-run-if-empty docker network rm >/dev/null
  docker images --quiet "$RUN" | sort -u | xargs --no-run-if-empty docker rmi --force >/dev/null
  rm -rf "$LOGS"
}
