# shellcheck shell=bash

test_a_fresh_jar_is_not_built() {
  run 0 build
  contains "$OUTPUT" "as new as its sources"
  equal "nothing was called" "$(calls)"
}

test_a_newer_source_makes_the_jar_stale() {
  touch -d '1 minute' src/main/java/Program.java
  stale
}

test_a_deleted_source_makes_the_jar_stale() {
  rm src/main/java/Program.java
  touch -d '1 minute' src/main/java
  stale
}

test_a_newer_pom_or_sdk_makes_the_jar_stale() {
  touch -d '1 minute' pom.xml
  stale
  touch -d '1 hour ago' pom.xml
  touch -d '1 minute' sdks
  stale
}

test_a_missing_jar_is_built() {
  rm target/owndom.jar
  run 0 build
  contains "$(calls)" "mvn -q -B -Dstyle.color=never package -DskipTests"
}

test_after_a_build_the_jar_is_fresh() {
  rm target/owndom.jar
  run 0 build
  run 0 build
  contains "$OUTPUT" "as new as its sources"
}

test_a_source_changed_during_the_build_makes_the_jar_stale() {
  rm target/owndom.jar
  fake mvn 'sleep 0.1; touch src/main/java/Program.java; touch target/owndom.jar'
  run 0 build
  stale
}

test_a_failing_build_shows_why() {
  rm target/owndom.jar
  fake mvn 'echo "Program.java:[3,1] not a statement"; exit 1'
  run 1 build
  contains "$OUTPUT" "not a statement"
  contains "$OUTPUT" "logs/java-program.log"
}

test_cancel_works_when_the_sources_do_not_compile() {
  rm target/owndom.jar
  fake mvn 'exit 1'
  run 0 cancel --yes
}

stale() { (load && jar_stale); }
