# shellcheck shell=bash

readonly URN='urn:pulumi:dev::owndom::owndom:hosting:Estate'

test_a_client_targets_its_own_resources() {
  targeted client-1 "$URN\$owndom:hosting:HostedClient::client-1"
  targeted client-1 "$URN\$owndom:hosting:HostedClient\$docker:index/container:Container::client-1-backend"
  targeted client-1 "$URN\$owndom:hosting:HostedClient\$owndom:hosting:ClientDatabase\$postgresql:index/role:Role::client-1-database-owner"
}

test_a_client_targets_its_database_on_a_further_server() {
  SNAPSHOT="$SANDBOX/snapshot"
  # shellcheck disable=SC2016 # $ stands in the names of types
  printf '    "urn": "%s$docker:index/container:Container::publish",\n' "$URN" >"$SNAPSHOT"
  targeted client-1 "$URN\$owndom:hosting:PostgresServer\$postgresql:index/role:Role::client-1@reports"
  targeted client-1 "$URN\$owndom:hosting:PostgresServer\$postgresql:index/grant:Grant::client-1@reports-closed"
  not_targeted client-1 "$URN\$owndom:hosting:PostgresServer\$postgresql:index/role:Role::client-10@reports"
}

test_a_client_does_not_target_others() {
  not_targeted client-1 "$URN\$owndom:hosting:HostedClient::client-10"
  not_targeted client-1 "$URN\$owndom:hosting:HostedClient\$docker:index/container:Container::client-10-backend"
  not_targeted client-1 "$URN\$owndom:hosting:HostedClient\$docker:index/container:Container::client-2-backend"
  not_targeted client-1 "$URN\$owndom:hosting:HostedClient::my-client-1"
  not_targeted client-1 "$URN\$owndom:hosting:HostedClient\$docker:index/container:Container::my-client-1-backend"
}

test_a_client_is_told_from_one_whose_name_goes_on() {
  SNAPSHOT="$SANDBOX/snapshot"
  # shellcheck disable=SC2016 # $ stands in the names of types
  snapshot_of '::client-1' '::client-1-x' '$docker:index/volume:Volume::client-1-uploads' \
    '$docker:index/volume:Volume::client-1-x-uploads' '$docker:index/container:Container::client-1-x-backend'
  targeted client-1 "$URN\$owndom:hosting:HostedClient::client-1"
  targeted client-1 "$URN\$owndom:hosting:HostedClient\$docker:index/container:Container::client-1-backend"
  targeted client-1 "$URN\$owndom:hosting:HostedClient\$docker:index/volume:Volume::client-1-uploads"
  not_targeted client-1 "$URN\$owndom:hosting:HostedClient::client-1-x"
  not_targeted client-1 "$URN\$owndom:hosting:HostedClient\$docker:index/container:Container::client-1-x-backend"
  not_targeted client-1 "$URN\$owndom:hosting:HostedClient\$docker:index/volume:Volume::client-1-x-uploads"
  targeted client-1-x "$URN\$owndom:hosting:HostedClient\$docker:index/volume:Volume::client-1-x-uploads"
  not_targeted client-1-x "$URN\$owndom:hosting:HostedClient::client-1"
}

test_a_renamed_client_targets_its_data_too() {
  SNAPSHOT="$SANDBOX/snapshot"
  # shellcheck disable=SC2016 # $ stands in the names of types
  snapshot_of '::shop' '::client-2' '$docker:index/container:Container::publish'
  printf '%s\n' '"clients": {' '  "client-2": {' '    "data": "client-2",' '    "database": "client_2_db"' '  },' \
    '  "shop": {' '    "data": "client-1",' '    "name": "shop"' '  }' >>"$SNAPSHOT"
  targeted shop "$URN\$owndom:hosting:HostedClient\$docker:index/container:Container::shop-backend"
  targeted shop "$URN\$owndom:hosting:PostgresServer\$postgresql:index/role:Role::client-1-login"
  targeted shop "$URN\$docker:index/volume:Volume::client-1-files"
  targeted shop "$URN\$owndom:hosting:PostgresServer\$postgresql:index/database:Database::client-1@reports"
  not_targeted shop "$URN\$owndom:hosting:PostgresServer\$postgresql:index/role:Role::client-2-login"
  not_targeted client-2 "$URN\$owndom:hosting:PostgresServer\$postgresql:index/role:Role::client-1-login"
}

test_what_a_client_left_is_told_from_one_whose_name_is_shorter() {
  SNAPSHOT="$SANDBOX/snapshot"
  # shellcheck disable=SC2016 # $ stands in the names of types
  snapshot_of '::client-1' '$docker:index/container:Container::client-1-backend' '$docker:index/container:Container::publish' \
    '$postgresql:index/database:Database::client-1-old@reports' '$postgresql:index/role:Role::client-1-old@reports' \
    '$docker:index/volume:Volume::client-1-gone-files' '$docker:index/volume:Volume::client-1-files'
  printf '%s\n' '"volumes": {' '  "client-1": {' '    "files": "in use"' '  },' '  "client-1-gone": {' \
    '    "files": "set aside since 2026-11-20"' '  }' '}' '"zones": {' '  "client-1-files": {' '  }' '}' >>"$SNAPSHOT"
  not_targeted client-1 "$URN\$docker:index/volume:Volume::client-1-gone-files"
  not_targeted client-1 "$URN\$owndom:hosting:PostgresServer\$postgresql:index/role:Role::client-1-old@reports"
  not_targeted client-1 "$URN\$owndom:hosting:PostgresServer\$postgresql:index/database:Database::client-1-old@reports"
  targeted client-1 "$URN\$docker:index/volume:Volume::client-1-files"
  targeted client-1 "$URN\$owndom:hosting:HostedClient\$docker:index/container:Container::client-1-backend"
}

snapshot_of() { # snapshot_of URN-ENDING…
  local ending
  for ending in "$@"; do
    # shellcheck disable=SC2016 # here too
    printf '    "urn": "%s$owndom:hosting:HostedClient%s",\n' "$URN" "$ending"
  done >"$SNAPSHOT"
}

test_only_the_clients_are_declared_where_the_targets_are_theirs() {
  SNAPSHOT="$SANDBOX/snapshot"
  load
  OPTIONS=(--diff)
  : >"$SNAPSHOT"
  if selects; then echo 'an estate that was never published has to be declared as a whole' && return 1; fi
  # shellcheck disable=SC2016 # $ stands in the names of types
  printf '    "urn": "%s$docker:index/container:Container::publish",\n' "$URN" >"$SNAPSHOT"
  selects || return 1
  OPTIONS=(--diff --target '**client-2**')
  if selects; then echo 'other targets were given, too' && return 1; fi
}

test_the_first_time_a_client_targets_the_shared_resources() {
  targeted client-1 "$URN::owndom"
  targeted client-1 "$URN\$docker:index/container:Container::publish"
  targeted client-1 "$URN\$owndom:hosting:PostgresServer\$docker:index/volume:Volume::postgres-data"
  targeted client-1 "urn:pulumi:dev::owndom::pulumi:providers:docker::docker"
}

test_clients_and_options_are_told_apart() {
  load
  split_clients client-1 --parallel 4 --diff -m 'a message' client-2 --color=never
  equal "client-1 client-2" "${CLIENTS[*]}"
  equal "--parallel 4 --diff -m a message --color=never" "${OPTIONS[*]}"
}

targeted() { # targeted CLIENT URN
  if ! matches "$@"; then
    printf 'up %s does not target %s\n' "$@"
    return 1
  fi
}

not_targeted() {
  if matches "$@"; then
    printf 'up %s targets %s\n' "$@"
    return 1
  fi
}

matches() ( # as pulumi matches: * is [^:]*, ** is .*, the rest is itself
  load
  SNAPSHOT=${SNAPSHOT:-/dev/null}
  target_options "$1" | grep -v '^--target$' |
    sed -E 's/[][\.$^]/\\&/g; s/\*\*/\x01/g; s/\*/[^:]*/g; s/\x01/.*/g; s/.*/^&$/' >"$SANDBOX/patterns"
  grep -qf "$SANDBOX/patterns" <<<"$2"
)

test_later_a_client_targets_no_shared_resource_but_the_publication() {
  SNAPSHOT="$SANDBOX/snapshot"
  # shellcheck disable=SC2016 # $ stands in the names of types
  printf '    "urn": "%s$docker:index/container:Container::publish",\n' "$URN" >"$SNAPSHOT"
  targeted client-1 "$URN\$docker:index/container:Container::publish"
  targeted client-1 "$URN\$owndom:hosting:HostedClient::client-1"
  not_targeted client-1 "$URN::owndom"
  not_targeted client-1 "$URN\$owndom:hosting:PostgresServer\$docker:index/container:Container::postgres"
  not_targeted client-1 "urn:pulumi:dev::owndom::pulumi:providers:docker::docker"
}
