# shellcheck shell=bash
# shellcheck disable=SC2016 # the scripts of the fakes expand what they hold

remote() { # stack prod is on another machine
  state "$(client_state client-1)"
  printf 'config:\n  owndom:dockerHost: ssh://ops@host.example:2222\n  owndom:postgresPort: "5499"\n' >Pulumi.prod.yaml
  fake ssh 'if [[ -e $SANDBOX/ssh.fails ]]; then cat "$SANDBOX/ssh.fails" >&2; exit 255; fi'
  fake docker 'echo "docker goes to $DOCKER_HOST" >>"$CALLS"; case "$1 $*" in ps*) echo owndom_postgres_prod ;; *pg_roles*) echo client-1-login-1a2b3c4 ;; esac'
}

test_an_update_of_a_remote_host_goes_through_one_connection_with_a_tunnel() {
  remote
  run 0 up --stack prod
  contains "$(calls)" "-L 127.0.0.1:5499:127.0.0.1:5499 ssh://ops@host.example:2222"
  equal 1 "$(calls | grep -c '^ssh -M')"
  contains "$(calls)" "pulumi up --suppress-outputs --stack prod"
}

test_the_connection_is_closed_at_the_end_also_of_a_failed_update() {
  remote
  echo 'error: it broke' >"$SANDBOX/up.fails"
  run 1 up --stack prod
  contains "$(calls | tail -n 1)" "-O exit ssh://ops@host.example:2222"
}

test_the_tunnel_has_postgresqls_usual_port_where_none_is_set() {
  remote
  sed -i /postgresPort/d Pulumi.prod.yaml
  run 0 refresh --stack prod
  contains "$(calls)" "-L 127.0.0.1:5432:127.0.0.1:5432"
}

test_a_refresh_reaches_further_database_servers() {
  remote
  # shellcheck disable=SC2016 # $ stands in the names of types
  state '"urn": "urn:pulumi:prod::owndom::owndom:hosting:Estate$owndom:hosting:PostgresServer$pulumi:providers:postgresql::postgres",' \
    '"port": "5499",' \
    '"urn": "urn:pulumi:prod::owndom::owndom:hosting:Estate$owndom:hosting:PostgresServer$pulumi:providers:postgresql::postgres-reports",' \
    '"port": "5571",'
  run 0 refresh --stack prod
  contains "$(calls)" "-O forward -L 127.0.0.1:5571:127.0.0.1:5571 ssh://ops@host.example:2222"
  lacks "$(calls)" "-O forward -L 127.0.0.1:5499"
}

test_the_program_is_told_what_the_host_has() {
  remote
  fake ssh 'if [[ "$*" == *" ssh://ops@host.example:2222 sh" ]]; then sh; fi'
  fake nproc 'echo 8'
  sed -i 's/^case \$1 in/case $1 in up | preview) if [[ -n ${HOSTING_HOST:-} ]]; then head -n 1 "$HOSTING_HOST"; grep Mem "$HOSTING_HOST"; grep Destination "$HOSTING_HOST"; fi ;; esac\n&/' "$SANDBOX/bin/pulumi"
  run 0 up --stack prod
  contains "$OUTPUT" "8
MemTotal:"
  contains "$OUTPUT" "Destination"
  fake ssh 'if [[ "$*" == *" sh" ]]; then echo 8; exit 1; fi'
  run 0 preview --refresh --stack prod
  contains "$OUTPUT" "What ssh://ops@host.example:2222 has of memory, cores and routes is not known"
  lacks "$OUTPUT" "MemTotal"
}

test_what_only_looks_needs_no_tunnel() {
  remote
  run 0 psql client-1 --stack prod
  contains "$(calls)" "docker goes to ssh://ops@host.example:2222"
  contains "$(calls | tail -n 1)" "-O exit"
  lacks "$(calls)" "-L "
}

test_a_plan_against_the_state_does_not_ask_the_host() {
  remote
  run 0 preview --stack prod --json
  contains "$(calls)" "pulumi preview --suppress-outputs --json --stack prod"
  lacks "$(calls)" ssh
}

test_a_plan_against_what_is_there_does() {
  remote
  run 0 preview --stack prod --refresh
  contains "$(calls)" "ssh -M"
}

test_another_stack_stays_on_this_machine() {
  remote
  run 0 up
  lacks "$(calls)" ssh
}

test_what_ssh_says_is_shown_with_what_to_do() {
  remote
  printf 'Host key verification failed.\n' >"$SANDBOX/ssh.fails"
  run 3 up --stack prod
  contains "$OUTPUT" "ssh://ops@host.example:2222 can't be reached, which stack prod is on"
  contains "$OUTPUT" "Host key verification failed."
  contains "$OUTPUT" "Compare its key with the host itself"
  lacks "$(calls)" pulumi
}

test_a_tunnels_port_in_use_is_named() {
  remote
  printf 'channel_setup_fwd_listener_tcpip: cannot listen to port: 5499\n' >"$SANDBOX/ssh.fails"
  run 3 up --stack prod
  contains "$OUTPUT" "Port 5499 of this machine is in use"
  contains "$OUTPUT" "./hosting config set postgresPort 5500 --stack prod"
}

test_a_docker_host_of_another_form_is_a_usage_error() {
  remote
  sed -i 's|ssh://.*|ssh://ops@host.example:/x|' Pulumi.prod.yaml
  run 2 up --stack prod
  contains "$OUTPUT" "ssh://user@host:port"
}

test_the_doctor_goes_on_without_the_host() {
  remote
  printf 'ssh: connect to host host.example port 2222: Connection refused\n' >"$SANDBOX/ssh.fails"
  run 1 doctor --stack prod
  contains "$OUTPUT" "missing  Docker             ssh://ops@host.example:2222: ssh: connect to host"
  contains "$OUTPUT" Maven
}

test_plain_pulumi_is_told_of_the_tunnel_it_needs() {
  remote
  run 0 env --stack prod
  contains "$OUTPUT" "ssh -N -L 127.0.0.1:5499:127.0.0.1:5499 ssh://ops@host.example:2222"
  eval "$(./hosting env --stack prod 2>/dev/null)"
  equal ssh://ops@host.example:2222 "$DOCKER_HOST"
  equal "$SANDBOX/checkout/toolchain/ssh/ssh" "$(type -P ssh)"
}

test_dockers_ssh_takes_the_configuration_and_the_connection_along() {
  fake ssh
  HOSTING_SSH="$SANDBOX/bin/ssh" HOSTING_SSH_CONFIG=/a/config HOSTING_SSH_CONTROL=/a/socket toolchain/ssh/ssh -l ops host
  equal "ssh -F /a/config -o ControlPath=/a/socket -l ops host" "$(calls)"
}
