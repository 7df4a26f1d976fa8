# shellcheck shell=bash
# shellcheck disable=SC2016 # the scripts of the fakes expand what they hold

readonly LOCK='error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.
  file:///home/ada/.local/state/owndom-hosting/.pulumi/locks/organization/owndom/dev/0d1e.json: created by'

state() { # state LINE…: pulumi answers with a state that has these lines
  printf '%s\n' "$@" >"$SANDBOX/state.json"
  fake pulumi 'case $1 in
    stack) case $2 in export) sed "s/^ *\"urn\":/{\n&/" "$SANDBOX/state.json" ;; output) echo "{}" ;; esac ;;
    up | preview | refresh | destroy) if [[ -e $SANDBOX/$1.fails ]]; then cat "$SANDBOX/$1.fails" >&2; exit 255; fi ;;
  esac'
}

client_state() { printf '{\n    "urn": "urn:pulumi:dev::owndom::owndom:hosting:Estate$owndom:hosting:HostedClient::%s",\n' "$@"; }

test_up_on_dev_asks_nothing() {
  state
  run 0 up
  contains "$(calls)" "pulumi up --suppress-outputs --yes --skip-preview --stack dev"
  contains "$(calls)" "com.owndom.hosting.cli.Status"
}

test_up_elsewhere_asks_as_pulumi_does() {
  state
  run 0 up -s prod
  contains "$(calls)" "pulumi up --suppress-outputs --stack prod"
  lacks "$(calls)" "--yes"
}

test_a_missing_stack_is_created() {
  state
  fake pulumi 'if [[ "$1 $2" == "stack export" && ! -e $SANDBOX/created ]]; then echo "error: no stack named '\''dev'\'' found" >&2; exit 255; fi
    if [[ "$1 $2" == "stack init" ]]; then touch "$SANDBOX/created"; fi'
  run 0 up
  contains "$(calls)" "pulumi stack init dev"
}

test_a_state_that_can_not_be_read_is_told_from_none() {
  fake pulumi 'if [[ "$1 $2" == "stack export" ]]; then cat "$SANDBOX/said" >&2; exit 255; fi'
  echo "error: could not list bucket: AccessDenied" >"$SANDBOX/said"
  run 1 status --stack prod
  contains "$OUTPUT" "The state of stack prod can't be read:"
  contains "$OUTPUT" AccessDenied
  lacks "$OUTPUT" "There is no stack prod"
  echo "error: no stack named 'prod' found" >"$SANDBOX/said"
  run 1 status --stack prod
  contains "$OUTPUT" "There is no stack prod yet."
}

test_preview_never_says_yes() {
  state
  run 0 preview --diff
  contains "$(calls)" "pulumi preview --suppress-outputs --diff --stack dev"
  lacks "$(calls)" "--yes"
}

test_missing_things_are_set_up_before_an_update() {
  state
  touch "$SANDBOX"/no-{docker,engine,images}
  run 0 up
  contains "$OUTPUT" "About 10 minutes on a bare machine"
  contains "$OUTPUT" "ok    Setting up images"
}

test_a_failing_setup_ends_with_3() {
  state
  touch "$SANDBOX/no-images"
  printf 'images_setup() { step "Image postgres:17" "about 45 s" sh -c "echo no space left; exit 1"; }\n' >>toolchain/images.sh
  run 3 up
  contains "$OUTPUT" "no space left"
  contains "$OUTPUT" "Setup stopped"
  lacks "$(calls)" "pulumi up"
}

test_a_failed_update_ends_with_1() {
  state
  echo 'error: it broke' >"$SANDBOX/up.fails"
  run 1 up
  contains "$OUTPUT" "it broke"
}

test_a_client_that_nobody_knows_is_a_usage_error() {
  state "$(client_state portfolio client-1)"
  run 2 up client-9
  contains "$OUTPUT" "No client is called client-9"
  contains "$OUTPUT" "client-1 portfolio"
}

test_a_living_lock_names_its_holder() {
  state
  printf '%s ada@server-1 (pid 4711) at 2026-11-23T10:00:00Z\n' "$LOCK" >"$SANDBOX/up.fails"
  run 1 up
  contains "$OUTPUT" "Another update of stack dev is running"
  contains "$OUTPUT" "started by ada on server-1 (process 4711) at 2026-11-23T10:00:00Z"
  contains "$OUTPUT" "./hosting cancel"
  lacks "$(calls)" "pulumi cancel"
}

test_the_lock_of_a_dead_process_is_freed_once() {
  state
  printf '%s ada@%s (pid 99999999) at 2026-11-23T10:00:00Z\n' "$LOCK" "$(hostname)" >"$SANDBOX/up.fails"
  run 1 up
  contains "$OUTPUT" "is gone"
  equal "1 2" "$(calls | grep -c 'pulumi cancel --yes') $(calls | grep -c 'pulumi up')"
}

test_a_lock_is_freed_whose_holder_has_not_been_buried_yet() {
  state
  printf '%s ada@%s (pid 4711) at 2026-11-23T10:00:00Z\n' "$LOCK" "$(hostname)" >"$SANDBOX/up.fails"
  fake ps 'echo "Z 1000000000 pulumi"'
  run 1 up
  contains "$(calls)" "pulumi cancel --yes"
}

test_a_lock_is_freed_whose_holders_number_is_a_later_pulumis() {
  state
  printf '%s ada@%s (pid 4711) at 2026-11-23T10:00:00Z\n' "$LOCK" "$(hostname)" >"$SANDBOX/up.fails"
  fake date 'if [[ "$*" == +%s ]]; then echo 1800000000; else exec /bin/date "$@"; fi'
  fake ps 'echo "Sl 5 pulumi"'
  run 1 up
  contains "$(calls)" "pulumi cancel --yes"
}

test_the_lock_of_a_pulumi_that_runs_is_kept() {
  state
  printf '%s ada@%s (pid 4711) at 2026-11-23T10:00:00Z\n' "$LOCK" "$(hostname)" >"$SANDBOX/up.fails"
  fake ps 'echo "Sl 1000000000 pulumi"'
  run 1 up
  contains "$OUTPUT" "Another update of stack dev is running"
  lacks "$(calls)" "pulumi cancel"
}

test_a_lock_of_a_shared_state_is_never_freed_unasked() {
  state
  printf '%s ada@%s (pid 99999999) at 2026-11-23T10:00:00Z\n' "${LOCK/file:\/\/\/home\/ada/s3:\/\/states}" "$(hostname)" >"$SANDBOX/up.fails"
  run 1 up --stack prod
  contains "$OUTPUT" "started by ada on $(hostname) (process 99999999)"
  contains "$OUTPUT" "./hosting cancel --stack prod"
  lacks "$(calls)" "pulumi cancel"
}

test_a_ps_that_can_not_tell_is_not_believed() {
  state
  printf '%s ada@%s (pid %d) at 2026-11-23T10:00:00Z\n' "$LOCK" "$(hostname)" $$ >"$SANDBOX/up.fails"
  fake ps 'echo "ps: unrecognized option: p" >&2; exit 1'
  run 1 up
  contains "$OUTPUT" "Another update of stack dev is running"
  lacks "$(calls)" "pulumi cancel"
  printf '%s ada@%s (pid 99999999) at 2026-11-23T10:00:00Z\n' "$LOCK" "$(hostname)" >"$SANDBOX/up.fails"
  run 1 up
  contains "$(calls)" "pulumi cancel --yes"
}

test_a_port_in_use_names_its_setting() {
  state
  fake pulumi 'case "$1 $2" in "config get") [[ $3 == httpPort ]] && echo 8090 ;; "up --suppress-outputs") cat "$SANDBOX/up.fails" >&2; exit 255 ;; esac'
  printf 'driver failed programming external connectivity on endpoint owndom-proxy-dev: Error starting userland proxy: listen tcp4 127.0.0.1:8090: bind: address already in use' >"$SANDBOX/up.fails"
  run 1 up
  contains "$OUTPUT" "Port 8090 of this machine is in use"
  contains "$OUTPUT" "./hosting config set httpPort 8091"
  printf 'Bind for 127.0.0.1:3001 failed: port is already allocated' >"$SANDBOX/up.fails"
  run 1 up
  contains "$OUTPUT" "Port 3001 of this machine is in use"
  contains "$OUTPUT" "a client's port"
}

test_a_build_that_fails_is_told_with_its_last_lines() {
  state
  mkdir -p target && echo 'of the time before' >target/build-client-1-backend.log
  fake pulumi 'if [[ "$1 $2" == "up --suppress-outputs" ]]; then
    echo "#9 there is no flour" >>target/build-client-1-backend.log
    echo "{\"diagnosticEvent\":{\"urn\":\"urn:pulumi:dev::owndom::a\$docker:index/remoteImage:RemoteImage::client-1-backend\",\"message\":\"<{%reset%}>\\t* Error running buildx build: failed to solve: exit code: 7\"}}" >&2
    exit 255
  fi'
  run 1 up
  contains "$OUTPUT" "The image of client-1-backend could not be built. The last lines of its build:"
  contains "$OUTPUT" "#9 there is no flour"
  lacks "$OUTPUT" "of the time before"
}

test_an_unreachable_docker_is_named() {
  state
  echo 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?' >"$SANDBOX/up.fails"
  run 1 up
  contains "$OUTPUT" "Docker does not answer"
}

test_an_interrupted_update_is_tidied_up_first() {
  state '        "pending_operations": [' '            "urn": "urn:pulumi:dev::owndom::docker:index/container:Container::client-1-backend",' \
    '            "name": "owndom-client-1-backend-dev",' '        ],'
  fake docker 'if [[ $1 == ps ]]; then echo 0123abcd; fi'
  run 0 up
  contains "$OUTPUT" "was interrupted"
  contains "$(calls)" "pulumi refresh --clear-pending-creates --skip-preview --target **:pulumi:dev::owndom::docker:index/container:Container::client-1-backend"
  contains "$(calls)" "docker rm --force 0123abcd"
}

test_what_was_being_done_in_a_database_that_may_be_closed_is_not_read() {
  state '        "pending_operations": [' '            "urn": "urn:pulumi:dev::owndom::postgresql:index/extension:Extension::client-1-uuid-ossp",' '        ],'
  run 0 up
  contains "$(calls)" "pulumi refresh --clear-pending-creates --skip-preview --target **::pulumi:pulumi:Stack::**"
  lacks "$(calls)" "Extension"
}

test_a_login_that_was_to_take_anothers_place_is_dropped() {
  state '        "pending_operations": [' '            "urn": "urn:pulumi:dev::owndom::postgresql:index/role:Role::client-1-login",' \
    '            "name": "client-1-login-0a1b2c3",' '        ],'
  fake docker 'if [[ $1 == ps && $* != *name=* ]]; then echo owndom_postgres_dev; fi'
  run 0 up
  contains "$(calls)" 'docker exec owndom_postgres_dev psql --username=postgres --no-psqlrc --quiet --command DROP ROLE IF EXISTS "client-1-login-0a1b2c3"'
}

test_a_login_that_the_state_knows_is_never_dropped() {
  state '        "pending_operations": [' '            "urn": "urn:pulumi:dev::owndom::postgresql:index/role:Role::client-1-login",' \
    '            "name": "client-1-login-0a1b2c3",' '        ],' '    "id": "client-1-login-0a1b2c3",'
  fake docker 'if [[ $1 == ps && $* != *name=* ]]; then echo owndom_postgres_dev; fi'
  run 0 up
  lacks "$(calls)" "DROP ROLE"
}

test_a_container_that_the_state_knows_is_never_removed() {
  state '        "pending_operations": [' '            "name": "owndom-client-1-backend-dev",' \
    '            "urn": "urn:pulumi:dev::owndom::docker:index/container:Container::client-1-backend",' '        ],' '    "id": "0123abcd",'
  fake docker 'if [[ $1 == ps ]]; then echo 0123abcd; fi'
  run 0 up
  lacks "$(calls)" "docker rm"
}

test_a_client_that_up_removes_is_known() {
  fake pulumi 'case "$1 $2" in "stack export") cat "$SANDBOX/state.json" ;; up*) : >"$SANDBOX/state.json" ;; esac'
  client_state client-1 >"$SANDBOX/state.json"
  run 0 up client-1
}

test_a_missing_image_is_named() {
  state
  echo 'error: Unable to create container with image api:1: unable to pull image api:1: error pulling image api:1: no such host' >"$SANDBOX/up.fails"
  run 1 up
  contains "$OUTPUT" "Image api:1 is not in Docker, and cannot be pulled."
}

test_a_server_that_does_not_start_shows_its_last_lines() {
  state
  fake docker 'case "$1 $4" in "logs owndom_postgres-reports_dev") echo "FATAL: no space left on device" ;; esac'
  echo 'error: postgres-reports: the server did not answer within 120 seconds.' >"$SANDBOX/up.fails"
  run 1 up
  contains "$OUTPUT" "postgres-reports did not become ready"
  contains "$OUTPUT" "FATAL: no space left on device"
}

test_pgbouncer_that_does_not_start_shows_its_last_lines() {
  state
  fake docker 'case "$1 $4" in "logs owndom_pgbouncer_dev") echo "FATAL: cannot read the users" ;; esac'
  echo '{"urn":"urn:pulumi:dev::owndom::docker:index/container:Container::pgbouncer","message":"* container failed to be in healthy state"}' >"$SANDBOX/up.fails"
  run 1 up
  contains "$OUTPUT" "pgbouncer did not become ready"
  contains "$OUTPUT" "FATAL: cannot read the users"
}

test_an_edit_that_would_replace_data_is_explained() {
  state
  printf 'error: unable to replace resource "urn:pulumi:dev::owndom::owndom:hosting:Estate$owndom:hosting:PostgresServer$postgresql:index/database:Database::client-1"\nas it is currently marked for protection.\n' >"$SANDBOX/preview.fails"
  run 1 preview
  contains "$OUTPUT" "This would replace or delete what holds data: Database client-1."
  contains "$OUTPUT" 'formerly("…")'
}

test_a_program_that_no_longer_keeps_data_is_explained() {
  state
  printf 'error: resource "urn:pulumi:dev::owndom::owndom:hosting:Estate$docker:index/volume:Volume::client-1-files" cannot be deleted\nbecause it is protected.\n' >"$SANDBOX/up.fails"
  run 1 up
  contains "$OUTPUT" "what holds data: Volume client-1-files."
}

test_after_an_interrupted_switch_all_clients_come_first() {
  state '        "pending_operations": [' '            "urn": "urn:pulumi:dev::owndom::owndom:hosting:Estate$docker:index/container:Container::publish",' '        ],'
  run 1 up client-1
  contains "$OUTPUT" "interrupted while it switched the proxy" "./hosting up"
  lacks "$(calls)" "pulumi up"
  run 0 up
}

test_the_program_finds_what_the_state_has() {
  # shellcheck disable=SC2016 # the fake expands it
  {
    echo '{"deployment": {"resources": []}}' >"$SANDBOX/state.json"
    fake pulumi 'case "$1 $2" in "stack export") cat "$SANDBOX/state.json" ;; "stack output") echo "{}" ;; "up "*) cat "$HOSTING_STATE" ;; esac'
  }
  run 0 up
  contains "$OUTPUT" '"resources": []'
}
