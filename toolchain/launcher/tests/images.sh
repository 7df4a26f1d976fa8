# shellcheck shell=bash

test_versions_of_postgresql_that_are_named_are_got_too() {
  cp "$REPOSITORY/toolchain/images.sh" toolchain/
  load
  equal '' "$(images_needed | grep -x 'postgres:15' || true)"
  mkdir -p src/main/java/com/owndom
  printf 'new DatabaseServer("a").withImage("postgres:18"), withImage("postgres:17"), // postgres:16-alpine\n' \
    >src/main/java/com/owndom/Program.java
  printf 'config:\n  owndom:postgresImage: postgres:15\n' >Pulumi.dev.yaml
  equal "postgres:15 postgres:17 postgres:18" "$(images_needed | grep postgres: | sort | paste -sd ' ')"
}

test_a_version_that_debian_does_not_have_is_said() {
  equal "Debian has PostgreSQL 15, 17 and 18, but not 16: name one of these, or get postgres:16 where a registry is in reach." \
    "$(bash "$REPOSITORY/toolchain/images/build" postgres:16 hash "$SANDBOX" 2>&1)"
}
