# shellcheck shell=bash
# shellcheck disable=SC2317 # some functions are called by name
# shellcheck disable=SC2016 # the scripts of the fakes expand what they hold

running() { # running NAME…: docker finds these containers
  printf '%s\n' "$@" >"$SANDBOX/containers"
  fake docker 'case $1 in ps) cat "$SANDBOX/containers" ;; logs) echo "log of ${*: -1}" ;; esac'
}

test_logs_of_one_app() {
  running owndom-client-1-backend-dev
  run 0 logs client-1 backend --tail 5
  contains "$(calls)" "label=com.owndom.client=client-1 --filter label=com.owndom.app=backend"
  contains "$(calls)" "docker logs --tail 5 owndom-client-1-backend-dev"
}

test_logs_of_a_client_name_the_container() {
  running owndom-client-1-backend-dev owndom-client-1-frontend-dev
  run 0 logs client-1
  contains "$OUTPUT" "owndom-client-1-backend-dev | log of"
  contains "$OUTPUT" "owndom-client-1-frontend-dev | log of"
}

test_logs_of_a_server() {
  running owndom-proxy-dev
  run 0 logs proxy
  contains "$(calls)" "label=com.owndom.server=proxy"
}

test_logs_of_nobody() {
  running
  : >"$SANDBOX/containers"
  run 1 logs client-9
  contains "$OUTPUT" "client-9 has no container in stack dev"
}

test_certificates_are_asked_for_again() {
  running owndom_certificates_prod
  run 0 certificates renew owndom.com
  contains "$(calls)" "label=com.owndom.server=certificates"
  contains "$(calls)" "docker exec owndom_certificates_prod sh /usr/local/lib/certificates/certificates renew owndom.com"
}

test_psql_logs_in_as_the_clients_apps_do() {
  state '"client-1": "in use",'
  fake docker 'case "$1 $*" in ps*) echo owndom-postgres-dev ;; *pg_roles*) echo client-1-login-1a2b3c4 ;; esac'
  run 0 psql client-1 -c 'select 1'
  contains "$(calls)" "docker exec --interactive owndom-postgres-dev psql -U client-1-login-1a2b3c4 -d client_1_db -c select 1"
}

test_psql_of_a_database_that_is_set_aside() {
  running owndom-postgres-dev
  run 1 psql client-1
  contains "$OUTPUT" "Nobody logs in to a database of client-1"
}

test_psql_finds_the_server_that_has_the_clients_data() {
  state '"client-1": "in use on reports",' '"client-10": "in use"'
  fake docker 'case "$1 $*" in
    "ps "*"Label"*) printf "postgres\npostgres-reports\n" ;;
    "ps "*"server=postgres-reports "*) echo owndom_postgres-reports_dev ;;
    "ps "*"server=postgres "*) echo owndom_postgres_dev ;;
    *pg_roles*"client_10'"'"'"*) echo client-10-login-1a2b3c4 ;;
    *pg_roles*) echo client-1-login-1a2b3c4 ;;
  esac'
  run 0 psql client-1
  contains "$(calls)" "docker exec --interactive owndom_postgres-reports_dev psql -U client-1-login-1a2b3c4"
  run 0 psql client-10
  contains "$(calls)" "docker exec --interactive owndom_postgres_dev psql -U client-10-login-1a2b3c4"
  run 1 psql client-9
  contains "$OUTPUT" "client-9 has no database in stack dev"
}

test_psql_asks_no_other_server_because_docker_does_not_answer() {
  state '"client-1": "in use on reports",'
  fake docker 'case "$1 $*" in
    "ps "*"Label"*) echo "Cannot connect to the Docker daemon" >&2; exit 1 ;;
    "ps "*) echo owndom_postgres_dev ;;
    *pg_roles*) echo client-1-login-1a2b3c4 ;;
  esac'
  run 1 psql client-1
  lacks "$(calls)" "docker exec"
}

test_logs_of_a_further_database_server() {
  running owndom_postgres-reports_dev
  run 0 logs postgres-reports
  contains "$(calls)" "label=com.owndom.server=postgres-reports"
}

test_without_docker_logs_say_so() {
  touch "$SANDBOX/no-docker"
  run 3 logs client-1
  contains "$OUTPUT" "Docker does not answer"
}

test_doctor_names_what_is_there() {
  run 0 doctor
  contains "$OUTPUT" "ok       Maven"
}

test_doctor_fails_for_what_setup_can_not_get() {
  (
    load
    maven_ready() { return 1; }
    if command_doctor >"$SANDBOX/report"; then exit 1; fi
  )
  contains "$(cat "$SANDBOX/report")" "missing  Maven"
}

test_doctor_says_what_setup_will_get() {
  printf 'engine_describe() { printf "plugin docker\\t5.1.0\\tmissing\\t./hosting setup gets it\\npulumi\\tv3\\tmissing\\tinstall Go\\n"; }\n' >>toolchain/engine.sh
  run 1 doctor
  contains "$OUTPUT" "setup    plugin docker      5.1.0, setup gets it"
  contains "$OUTPUT" "missing  pulumi             v3, install Go"
}

containers_without_limits() {
  fake docker 'case "$*" in
    "ps --quiet "*) printf "1\n2\n3\n" ;;
    "inspect --format {{.Id}}"*) printf "1 256 256\n2 256 <nil>\n3 300 <nil>\n4  <nil>\n" ;;
  esac'
}

test_update_limits_the_processes_of_containers_that_are_not() {
  containers_without_limits
  run 0 up
  contains "$(calls)" "docker update --pids-limit 256 2"
  contains "$(calls)" "docker update --pids-limit 300 3"
  lacks "$(calls)" "pids-limit 256 1"
}

test_an_update_that_fails_limits_what_it_has_started() {
  containers_without_limits
  state
  echo 'error: it broke' >"$SANDBOX/up.fails"
  run 1 up
  contains "$(calls)" "docker update --pids-limit 256 2"
}

test_a_preview_changes_no_limit() {
  containers_without_limits
  run 0 preview
  lacks "$(calls)" "docker update"
}

test_status_tells_the_limits_from_what_the_host_has() {
  fake docker 'case "$1 $3" in
    "ps --filter") printf "1\n2\n" ;;
    "inspect {{.HostConfig.Memory}}"*) printf "536870912 1000000000\n2147483648 500000000\n" ;;
    "info {{.MemTotal}} {{.NCPU}}") echo 2147483648 2 ;;
  esac'
  run 0 status
  contains "$OUTPUT" "Limits of 2 containers: 2.5 GiB of memory on a host with 2.0 GiB, 1.5 cores on one with 2: more than it has"
}

test_status_tells_what_an_update_of_every_app_needs() {
  fake docker 'case "$1 $3" in
    "ps --filter") printf "1\n2\n" ;;
    "inspect {{.HostConfig.Memory}}"*) printf "536870912 1000000000 backend\n2147483648 500000000 \n" ;;
    "info {{.MemTotal}} {{.NCPU}}") echo 2952790016 2 ;;
  esac'
  run 0 status
  contains "$OUTPUT" "An update of every app: up to 3.0 GiB, while each runs beside its successor: more than it has"
  printf 'config:\n  owndom:environment: development\n' >Pulumi.dev.yaml
  run 0 status
  contains "$OUTPUT" "Limits of 2 containers: 2.5 GiB"
  lacks "$OUTPUT" "An update of every app"
}
