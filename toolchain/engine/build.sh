# shellcheck shell=bash
# Builds the engine and the plugins with `go build`, each into a directory named by the hash of its sources.

ENGINE_GO=1.25 # what toolchain/go.mod asks for

engine_build() {
  local bin
  bin=$(engine_bin)
  [[ -x $bin/pulumi && -x $bin/pulumi-language-java ]] ||
    step "Pulumi engine: build from source" "about 4 min, once" go_build "$bin" \
      github.com/pulumi/pulumi/pkg/v3/cmd/pulumi github.com/pulumi/pulumi-java/pkg/cmd/pulumi-language-java
}

# The host of Pulumi YAML programs serves comparisons only; the official pulumi brings its own.
engine_yaml_setup() {
  local bin
  bin=$(engine_bin)
  [[ -n $(engine_on_path) || -x $bin/pulumi-language-yaml ]] ||
    step "Pulumi YAML: build from source" "about 30 s, once" go_build "$bin" \
      github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml
}

plugins_build() {
  local bin plugin
  bin=$(plugins_bin)
  for plugin in "${ENGINE_PLUGINS[@]}"; do
    if [[ ! -x $bin/pulumi-resource-${plugin%@*} ]]; then
      step "Pulumi plugins: build from source" "about 3 min, once" go_build "$bin" ./cmd/...
      return
    fi
  done
}

# What is half built is never taken for whole: the directory gets its files when all are there.
go_build() { # go_build DIRECTORY PACKAGE…
  local directory=$1 fresh
  shift
  mkdir -p "$directory" && fresh=$(mktemp -d "$directory.XXXXXX") && cd "$ROOT/toolchain" || return 1
  CGO_ENABLED=0 go build -trimpath -buildvcs=false -o "$fresh/" \
    -ldflags "-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=$ENGINE_VERSION" "$@" || { rm -rf "$fresh"; return 1; }
  mv "$fresh"/* "$directory/" && rmdir "$fresh"
}

engine_bin() { printf '%s/toolchain/%s/bin' "$CACHE" "$(engine_sources_hash engine)"; }

plugins_bin() { printf '%s/toolchain/%s/bin' "$CACHE" "$(engine_sources_hash plugins)"; }

engine_sources_hash() { # engine_sources_hash engine|plugins
  local folders=(cmd cloudflare docker dockershim postgresql standin)
  if [[ $1 == engine ]]; then folders=(); fi
  (cd "$ROOT/toolchain" && find go.mod go.sum "${folders[@]}" -type f ! -name '*_test.go' | LC_ALL=C sort |
    xargs cat | engine_digest)
}

engine_digest() { sha256sum | cut -c1-12; }

engine_require_go() {
  if ! engine_can_build; then
    printf 'There is no pulumi on PATH, and it cannot be built here: %s.\n%s\n' \
      "$(go version 2>/dev/null || echo 'there is no Go')" "What to do: $(engine_advice)" >&2
    return 1
  fi
}

engine_can_build() {
  local version
  version=$(go env GOVERSION 2>/dev/null) || return 1
  version=${version#go}
  # From 1.21 on, Go fetches the version that go.mod asks for, unless it is told not to.
  if [[ $(go env GOTOOLCHAIN) == auto ]]; then engine_at_least "$version" 1.21; else engine_at_least "$version" "$ENGINE_GO"; fi
}

engine_at_least() { [[ $(printf '%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]; }

engine_advice() {
  printf 'install Go %s or later (https://go.dev/dl), or Pulumi (https://www.pulumi.com/docs/install), and run ./hosting setup' \
    "$ENGINE_GO"
}
