# shellcheck shell=bash
# The program as a jar, rebuilt when any source is newer.

jar_stale() {
  [[ ! -f $JAR ]] || [[ -n $(find "$ROOT/src/main" "$ROOT/sdks" "$ROOT/pom.xml" -newer "$JAR" -print -quit) ]]
}

jar_setup() {
  if ! jar_stale; then return; fi
  java_ready || lacking "There is no JDK 17 or later here (javac)." "Debian: apt-get install -y openjdk-17-jdk-headless"
  maven_ready || lacking "There is no Maven here (mvn)." "Debian: apt-get install -y maven"
  step "Java program" "about 20 s; 2 min the first time" build_jar
}

build_jar() {
  local started="$CACHE/build-started"
  mkdir -p "$CACHE" && touch "$started"
  cd "$ROOT" || return
  mvn -q -B -Dstyle.color=never package -DskipTests
  # As old as the start of the build: Maven may leave an unchanged jar alone, and sources may change meanwhile.
  touch -r "$started" "$JAR"
}

java_ready() {
  local version
  version=$(javac -version 2>&1) && version=${version#javac } && ((${version%%[.-]*} >= 17))
}

maven_ready() { command -v mvn >/dev/null; }

command_build() {
  if (($#)); then usage_error "./hosting build takes no argument, not '$1'."; fi
  if jar_stale; then jar_setup; else say "target/owndom.jar is as new as its sources."; fi
}
