# shellcheck shell=bash
# shellcheck disable=SC2016 # the scripts of the fakes expand what they hold

plan() { # plan LINE…: what an update would make, until it was adopted
  printf '%s\n' "$@" >"$SANDBOX/plan"
  fake java 'if [[ "$*" == *Adoptable* ]]; then cat >/dev/null; cat "$SANDBOX/plan"; else cat >/dev/null; fi'
  fake pulumi 'if [[ $1 == up && -n ${HOSTING_ADOPT:-} ]]; then sed "s/^/adopted /" "$HOSTING_ADOPT" >>"$CALLS"; : >"$SANDBOX/plan"; fi
    if [[ "$1 $2" == "stack export" ]]; then echo "{}"; fi'
}

test_what_is_there_is_adopted_and_what_is_not_is_made() {
  plan "docker:index/volume:Volume postgres-data owndom_postgres_dev docker" "docker:index/volume:Volume client-1-new owndom_new_dev docker"
  fake docker 'if [[ "$*" == "volume ls"*owndom_postgres_dev* ]]; then echo owndom_postgres_dev; fi'
  run 0 adopt --yes
  contains "$(calls)" "adopted docker:index/volume:Volume postgres-data owndom_postgres_dev"
  lacks "$(calls)" "owndom_new_dev docker"
  contains "$OUTPUT" "There already, and taken into the state: postgres-data"
}

test_databases_are_looked_for_on_the_server_that_they_would_be_made_on() {
  plan "postgresql:index/database:Database client-1 client_1_db postgres-reports"
  fake docker 'case "$*" in
      "ps --all"*server=postgres-reports*) echo reports-container ;;
      "exec reports-container psql"*client_1_db*) echo client_1_db ;;
    esac'
  run 0 adopt --yes
  contains "$(calls)" "adopted postgresql:index/database:Database client-1 client_1_db"
}

test_where_nothing_is_there_adopting_is_an_update() {
  plan "docker:index/network:Network data owndom_data_dev docker"
  run 0 adopt --yes
  lacks "$(calls)" "adopted"
  contains "$(calls)" "pulumi up"
}

test_containers_that_the_state_does_not_know_go() {
  plan
  fake docker 'if [[ "$1 $2" == "ps --all" && "$*" == *"{{.ID}} {{.Names}}" ]]; then echo "1234 owndom_old"; fi'
  run 0 adopt --yes
  contains "$(calls)" "docker rm owndom_old"
}

test_a_client_is_adopted_under_its_own_options() {
  state
  run 2 adopt client-1 --nonsense
  contains "$OUTPUT" "./hosting adopt CLIENT [--database NAME]"
}

test_an_estate_whose_state_is_not_here_is_not_brought_up_twice() {
  fake pulumi 'if [[ "$1 $2" == "stack export" ]]; then echo "error: no stack named dev found" >&2; exit 255; fi'
  fake docker 'if [[ "$1 $2" == "ps --all" ]]; then echo owndom_proxy_dev; fi'
  run 1 up
  contains "$OUTPUT" "Docker has containers of it. Nothing was changed."
  contains "$OUTPUT" "./hosting adopt"
  lacks "$(calls)" "stack init"
}
