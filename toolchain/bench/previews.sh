# shellcheck shell=bash
# Previews without changes of the Java program and of the same resources in Pulumi YAML.

remember() { # remember SIZE: the state, with its secrets
  in_project "$WORK/project" "$WORK/state" stack export --show-secrets --stack "$STACK" --file "$WORK/state-$1.json"
}

make_states() { # the larger ones are the state of two clients with more like the first
  local size
  for size in "$MANY" "$MOST"; do
    bench_class GrownState 3 "$size" <"$WORK/state-2.json" >"$WORK/state-$size.json"
  done
  for size in "${SIZES[@]}"; do
    new_state "$WORK/project" "$WORK/java-$size"
    mkdir -p "$WORK/program-$size"
    printf '{name: bench, runtime: yaml}\n' >"$WORK/program-$size/Pulumi.yaml"
    new_state "$WORK/program-$size" "$WORK/yaml-$size"
    if ((size)); then fill_states "$size"; else fill_empty_states; fi
  done
}

fill_states() {
  bench_class YamlTwin "$WORK/state-$1.json" "$WORK/program-$1/Pulumi.yaml" "$WORK/twin-$1.json"
  in_project "$WORK/project" "$WORK/java-$1" stack import --stack "$STACK" --file "$WORK/state-$1.json"
  in_project "$WORK/program-$1" "$WORK/yaml-$1" stack import --stack "$STACK" --file "$WORK/twin-$1.json"
}

fill_empty_states() { # the stack itself is a resource
  BENCH_CLIENTS=0 in_project "$WORK/project" "$WORK/java-0" up --yes --skip-preview --stack "$STACK"
  in_project "$WORK/program-0" "$WORK/yaml-0" up --yes --skip-preview --stack "$STACK"
}

bench_class() { env -u JDK_JAVA_OPTIONS java -cp "$WORK/project/bench.jar" "com.owndom.bench.$1" "${@:2}"; }

time_previews() { # the two of a size right after one another, so that both meet the same load
  local round size
  for ((round = 1; round <= ROUNDS; round++)); do
    for size in "${SIZES[@]}"; do
      timed preview java "$size" >>"$WORK/java-$size.seconds"
      timed preview yaml "$size" >>"$WORK/yaml-$size.seconds"
    done
  done
}

preview() { # preview java|yaml SIZE; a state that the program would change is an error
  local project=$WORK/project
  if [[ $1 == yaml ]]; then project=$WORK/program-$2; fi
  BENCH_CLIENTS=$2 in_project "$project" "$WORK/$1-$2" preview --expect-no-changes --diff --stack "$STACK"
}

report_previews() {
  local size
  printf '%-26s %10s %10s %10s %10s\n' 'Preview without changes' 'Java, s' 'YAML, s' 'ratio' 'to floor'
  for size in "${SIZES[@]}"; do
    printf '%-26s %10.2f %10.2f %10.2f %10.2f\n' "$size clients" \
      "$(median <"$WORK/java-$size.seconds")" "$(median <"$WORK/yaml-$size.seconds")" \
      "$(ratio "java-$size" "yaml-$size")" "$(ratio "java-$size" java-0)"
  done
  printf '\n'
}

ratio() { # ratio A B: the median of A against B, round by round
  paste "$WORK/$1.seconds" "$WORK/$2.seconds" | awk '{ print $1 / $2 }' | median
}
