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

test_whose_a_volume_with_a_name_of_its_own_is_has_to_be_said() {
  plan "docker:index/volume:Volume postgres-data owndom_postgres_dev docker" "docker:index/volume:Volume client-2-files owndom_client_2_files_dev docker"
  fake docker 'case "$*" in
      "volume ls"*^owndom_postgres_dev*) echo owndom_postgres_dev ;;
      "volume ls"*^legacy*) echo legacy ;;
      "volume inspect typo") exit 1 ;;
      "ps --all"*"{{.ID}} {{.Names}}"*) echo "1234 owndom_client_2_backend" ;;
      "inspect owndom_client_2_backend"*) echo "client-2 owndom_client_2_other_dev:/srv legacy:/srv/files" ;;
    esac'
  run 1 adopt --yes
  contains "$OUTPUT" "there: legacy (client-2, at /srv/files)"
  lacks "$OUTPUT" "there: owndom"
  contains "$OUTPUT" "to be made: client-2-files"
  contains "$OUTPUT" "./hosting adopt --volume client-2-files=legacy;"
  run 1 adopt --yes --volume client-2-files=typo
  contains "$OUTPUT" "Docker has none that is called typo"
  lacks "$(calls)" "pulumi up"
  run 0 adopt --yes --volume client-2-files=legacy
  contains "$(calls)" "adopted docker:index/volume:Volume client-2-files legacy"
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

# Two servers; what each has is in $SANDBOX/postgres and $SANDBOX/postgres-reports: server, database, rank and size, as psql prints it.
on_two_servers() { # on_two_servers SERVER-IN-THE-PROGRAM
  plan "postgresql:index/database:Database client-1 client_1_db $1"
  touch "$SANDBOX/postgres" "$SANDBOX/postgres-reports"
  fake docker 'case "$*" in
      "ps --all --format {{.Label \"com.owndom.server\"}} --filter"*) printf "%s\n" proxy postgres postgres-reports ;;
      "ps --all"*server=postgres-reports*) echo postgres-reports ;;
      "ps --all"*server=postgres*) echo postgres ;;
      "exec "*pg_database_size*) cat "$SANDBOX/$2" ;;
      "exec "*"WHERE datname = "*) if grep -q client_1_db "$SANDBOX/$2"; then echo client_1_db; fi ;;
    esac'
}

test_a_database_on_another_server_than_the_program_says_is_not_begun_anew() {
  on_two_servers postgres-reports
  echo "postgres|client_1_db|2|9 MB" >"$SANDBOX/postgres"
  run 1 adopt --yes
  contains "$OUTPUT" 'client-1: client_1_db is on postgres (9 MB), the program says reports: write database(it -> it.withServer("postgres"))'
  lacks "$(calls)" "pulumi up"
}

test_half_a_copy_is_not_adopted_and_the_original_is() {
  on_two_servers postgres-reports
  echo "postgres|client_1_db|3|9 MB" >"$SANDBOX/postgres"
  echo "postgres-reports|client_1_db|1|8 MB" >"$SANDBOX/postgres-reports"
  run 1 adopt --yes
  contains "$OUTPUT" 'is on postgres (9 MB) and reports (8 MB, the copy of a move that did not end), the program says reports: write database(it -> it.withServer("postgres"))'
  lacks "$(calls)" "pulumi up"
  on_two_servers postgres
  echo "postgres|client_1_db|3|9 MB" >"$SANDBOX/postgres"
  echo "postgres-reports|client_1_db|1|8 MB" >"$SANDBOX/postgres-reports"
  run 0 adopt --yes
  contains "$(calls)" "adopted postgresql:index/database:Database client-1 client_1_db"
  contains "$OUTPUT" "On postgres-reports, and of no client in the program there: client_1_db (the copy of a move that did not end)"
}

test_what_was_moved_here_is_adopted_where_it_is() {
  on_two_servers postgres-reports
  echo "postgres|client_1_db|2|9 MB" >"$SANDBOX/postgres"
  echo "postgres-reports|client_1_db|4|8 MB" >"$SANDBOX/postgres-reports"
  run 0 adopt --yes
  contains "$(calls)" "adopted postgresql:index/database:Database client-1 client_1_db"
  contains "$OUTPUT" "On postgres, and of no client in the program there: client_1_db"
}

test_where_nothing_tells_which_database_is_the_one_none_is_adopted() {
  on_two_servers postgres
  echo "postgres|client_1_db|2|7 MB" >"$SANDBOX/postgres"
  echo "postgres-reports|client_1_db|2|9 MB" >"$SANDBOX/postgres-reports"
  run 1 adopt --yes
  contains "$OUTPUT" "nothing tells which is the one"
  contains "$OUTPUT" "ALTER DATABASE client_1_db RENAME TO client_1_db_other"
  lacks "$(calls)" "pulumi up"
}

test_what_the_superuser_owns_in_a_database_becomes_the_clients_and_that_is_said() {
  state
  fake java 'echo "{}"'
  fake docker 'case "$*" in
      "ps --all --filter"*server=postgres\ *) echo owndom_postgres_dev ;;
      "exec --interactive "*)
        sql=$(cat)
        printf "%s\n" "$sql" >>"$CALLS"
        case $sql in *datdba*) if [[ "$*" == *name=legacy* ]]; then echo legacy; fi ;; *"lower(kind)"*) printf "table public.visits\n" ;; *pg_stat_activity*) echo 0 ;; esac ;;
    esac'
  run 0 adopt client-1 --database legacy
  contains "$OUTPUT" "The superuser owns 1 of the things in legacy"
  contains "$OUTPUT" "They become client_1's: table public.visits."
  contains "$(calls)" "SELECT format('ALTER %s %s OWNER TO %I', kind, name, :'role')"
}

test_of_a_database_on_two_servers_neither_is_a_clients_by_chance() {
  on_two_servers postgres
  state
  sed -i '3i if [[ "$*" == "exec --interactive "*name=legacy* ]]; then echo legacy; exit; fi' "$SANDBOX/bin/docker"
  run 1 adopt client-1 --database legacy
  contains "$OUTPUT" "Database legacy is on several servers: postgres-reports postgres."
}

test_where_nothing_is_there_nothing_is_changed() {
  plan "docker:index/network:Network data owndom_data_dev docker"
  run 0 adopt --yes
  contains "$OUTPUT" "There is nothing to adopt"
  lacks "$(calls)" "pulumi up"
}

test_while_a_database_server_does_not_run_nothing_is_adopted() {
  plan "docker:index/volume:Volume postgres-data owndom_postgres_dev docker"
  fake docker 'if [[ "$*" == "ps --all"*Status* ]]; then printf "%s\n" "proxy owndom_proxy_dev Exited (0) 1 minute ago" \
    "postgres owndom_postgres_dev Up 3 hours (healthy)" "postgres-reports owndom_postgres-reports_dev Exited (137) 2 minutes ago"; fi'
  run 1 adopt --yes
  contains "$OUTPUT" "Nothing was changed."
  contains "$OUTPUT" "owndom_postgres-reports_dev: Exited (137) 2 minutes ago"
  contains "$OUTPUT" "docker start owndom_postgres-reports_dev"
  lacks "$OUTPUT" "owndom_proxy_dev"
  lacks "$(calls)" "pulumi up"
}

test_a_database_is_looked_for_on_every_server() {
  state "$(client_state client-1)"
  fake java 'printf "%s\n" "java $*" >>"$CALLS"; echo "{}"'
  fake docker 'case "$*" in
      "ps --all --format {{.Label \"com.owndom.server\"}} --filter"*) echo postgres-reports ;;
      "ps --all"*server=postgres*) echo "on $(sed "s/.*server=\([a-z-]*\).*/\1/" <<<"$*")" ;;
      "exec --interactive on postgres-reports"*name=legacy*) if [[ $(cat) == *datdba* ]]; then echo legacy; fi ;;
    esac'
  run 0 adopt client-1 --database legacy
  contains "$(calls)" "ClientAdoption client-1 postgres-reports role=client_1 database=client_1_db"
}

test_containers_that_the_state_does_not_know_go() {
  plan
  fake docker 'if [[ "$1 $2" == "ps --all" && "$*" == *"{{.ID}} {{.Names}} "* ]]; then echo "1234 owndom_old"; fi'
  run 0 adopt --yes
  contains "$(calls)" "docker rm owndom_old"
}

test_a_client_is_adopted_under_its_own_options() {
  state
  run 2 adopt client-1 --nonsense
  contains "$OUTPUT" "./hosting adopt CLIENT [--database NAME]"
}

test_an_estate_whose_state_is_not_here_is_not_brought_up_twice() {
  fake docker 'if [[ "$1 $2" == "ps --all" ]]; then echo owndom_proxy_dev; fi'
  fake pulumi 'if [[ "$1 $2" == "stack export" ]]; then echo "error: no stack named dev found" >&2; exit 255; fi'
  run 1 up
  contains "$OUTPUT" "Docker has containers of it. Nothing was changed."
  contains "$OUTPUT" "./hosting adopt"
  lacks "$(calls)" "stack init"
  state
  run 1 up
  contains "$OUTPUT" "Docker has containers of it. Nothing was changed."
  lacks "$(calls)" "pulumi up"
}
