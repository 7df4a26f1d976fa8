# shellcheck shell=bash
# shellcheck disable=SC2016 # the scripts of the fakes expand what they hold

readonly VERSION='backend=owndom/client-1-backend:production-1 frontend=owndom/client-1-frontend:production-1'

served_twice() { # client-1 has a version to go back to
  state "$(client_state client-1)" '{' '"urn": "urn:pulumi:prod::owndom::owndom:hosting:Estate$docker:index/container:Container::publish",'
  fake java 'cat >/dev/null; if [[ $* == *PreviousVersion* ]]; then echo "'"$VERSION"'"; fi'
  printf 'config:\n  owndom:domain: owndom.localhost\n' | tee Pulumi.dev.yaml >Pulumi.prod.yaml
}

test_a_rollback_is_a_setting_and_an_update_of_that_client_alone() {
  served_twice
  containers_without_limits
  run 0 rollback client-1 --stack prod
  contains "$(calls)" "docker update --pids-limit 256 2"
  contains "$(calls)" "pulumi config set --path rollback.client-1 $VERSION since 2"
  contains "$(calls)" "pulumi up --suppress-outputs --target **::publish --target **::certificate-settings --target **::certificates --target **::backups** --target **::client-1 --target **::client-1@** --target **::client-1-** --stack prod"
  lacks "$(calls)" "--yes"
  contains "$OUTPUT" "Commit Pulumi.prod.yaml"
}

test_a_rollback_that_fails_leaves_the_settings_as_they_were() {
  served_twice
  echo 'error: it broke' >"$SANDBOX/up.fails"
  cat >>"$SANDBOX/bin/pulumi" <<'FAKE'
if [[ "$1 $2" == "config set" ]]; then echo "  owndom:rollback: {}" >>Pulumi.dev.yaml; fi
FAKE
  run 1 rollback client-1
  contains "$OUTPUT" "as they were"
  lacks "$(cat Pulumi.dev.yaml)" rollback
}

test_an_image_that_is_gone_is_named_before_anything_changes() {
  served_twice
  fake docker 'case "$1 $2 $3" in "image inspect owndom/client-1-frontend"* | "pull "*) exit 1 ;; esac'
  run 1 rollback client-1
  contains "$OUTPUT" "its image owndom/client-1-frontend:production-1 is not on the host any more"
  lacks "$(calls)" "config set"
  lacks "$(calls)" "pulumi up"
}

test_without_a_version_of_before_nothing_changes() {
  served_twice
  fake java 'cat >/dev/null; if [[ $* == *PreviousVersion* ]]; then echo "There is no version" >&2; exit 1; fi'
  run 1 rollback client-1
  contains "$OUTPUT" "There is no version"
  lacks "$(calls)" "pulumi up"
}

test_the_end_of_a_rollback_removes_the_setting() {
  served_twice
  run 2 rollback client-1 --end
  contains "$OUTPUT" "client-1 is not rolled back"
  fake pulumi 'case "$1 $2" in "config get") echo "backend=a:1 since 2026-11-23T10:00:00Z" ;; "stack export") cat "$SANDBOX/state.json" ;; esac'
  run 0 rollback client-1 --end
  contains "$(calls)" "pulumi config rm --path rollback.client-1"
  contains "$(calls)" "pulumi up"
}

test_rollback_needs_a_client() {
  run 2 rollback
  run 2 rollback --end
  contains "$OUTPUT" "Which client?"
}

test_images_beyond_the_newest_five_go_but_those_that_served() {
  state
  fake pulumi 'case "$1 $2" in "stack export") cat "$SANDBOX/state.json" ;; "stack output") echo "{\"versions\": {\"a\": [\"backend=owndom/a-backend:production-07\"]}}" ;; esac'
  fake docker 'case "$1 $2" in "image ls") printf "owndom/a-backend:production-%s\n" 01 02 03 04 05 06 07 08; echo owndom/a-backend:development-01 ;; esac'
  run 0 up
  equal "06 08" "$(calls | sed -n 's/docker image rm owndom.a-backend:production-//p' | tr '\n' ' ' | sed 's/ $//')"
}

test_images_that_another_stack_on_the_host_may_go_back_to_stay() {
  state
  fake pulumi 'case "$*" in
    "stack export --stack prod") if [[ -e $SANDBOX/unreadable ]]; then exit 255; fi; echo "\"backend=owndom/a-backend:production-08\"" ;;
    "stack export"*) cat "$SANDBOX/state.json" ;;
    "stack output"*) echo "{}" ;;
  esac'
  fake docker 'case "$1 $*" in
    image*" image ls "*) printf "owndom/a-backend:production-%s\n" 01 02 03 04 05 06 07 08 ;;
    "ps "*"{{.Label \"com.owndom.stack\"}}"*) printf "%s\n" dev prod dev ;;
  esac'
  touch "$SANDBOX/unreadable"
  run 0 up
  contains "$OUTPUT" "Old images stay: stack prod is on this host too"
  lacks "$(calls)" "docker image rm"
  rm "$SANDBOX/unreadable"
  run 0 up
  equal "06 07" "$(calls | sed -n 's/docker image rm owndom.a-backend:production-//p' | tr '\n' ' ' | sed 's/ $//')"
}

test_an_update_of_a_client_waits_for_the_servers_that_have_no_wait_yet() {
  served_twice
  containers_without_limits
  state "$(client_state client-1)" '{' '"urn": "urn:pulumi:prod::owndom::owndom:hosting:Estate$docker:index/container:Container::publish",' \
    '{' '"urn": "urn:pulumi:prod::owndom::owndom:hosting:Estate$owndom:hosting:PostgresServer::postgres",' \
    '{' '"urn": "urn:pulumi:prod::owndom::owndom:hosting:Estate$owndom:hosting:PostgresServer::postgres-reports",' \
    '{' '"urn": "urn:pulumi:prod::owndom::owndom:hosting:Estate$owndom:hosting:PostgresServer$docker:index/container:Container::postgres-answering",'
  run 0 up client-1 --stack prod
  contains "$(calls)" "--target **::postgres-reports-answering"
  lacks "$(calls)" "--target **::postgres-answering"
}
