# shellcheck shell=bash
# The Pulumi engine and its plugins: the person's own pulumi and the official plugins where they can be
# had, else built from Go modules and kept in the cache. What was chosen is recorded there:
#
#   $CACHE/engine/<key>/env       the lines that engine_env prints
#   $CACHE/engine/<key>/pieces    name, version and origin of each piece, for engine_describe
#   $CACHE/engine/<key>/needs     the files that must still be there
#
# The key changes with the sources in toolchain/ and with the pulumi on PATH.

ENGINE_VERSION=v3.256.0
ENGINE_PLUGINS=(docker@5.1.0 postgresql@3.18.0 cloudflare@6.17.0)

# shellcheck source=toolchain/engine/build.sh
source "$ROOT/toolchain/engine/build.sh"
# shellcheck source=toolchain/engine/plugins.sh
source "$ROOT/toolchain/engine/plugins.sh"

engine_ready() {
  local record needed
  record=$(engine_record)
  [[ -r $record/needs ]] || return 1
  while IFS= read -r needed; do
    [[ -e $needed ]] || return 1
  done <"$record/needs"
}

engine_setup() {
  local record draft
  record=$(engine_record)
  mkdir -p "$CACHE/engine"
  draft=$(mktemp -d "$CACHE/engine/draft.XXXXXX")
  engine_choose "$draft" || { rm -rf "$draft"; return 1; }
  rm -rf "$record"
  mv "$draft" "$record"
}

engine_env() { cat "$(engine_record)/env"; }

engine_describe() { # NAME, VERSION, ORIGIN and, for what is missing, what to do; separated by tabs
  if engine_ready; then
    cat "$(engine_record)/pieces"
    return
  fi
  if [[ -n $(engine_on_path) ]]; then
    printf 'pulumi\t%s\ton PATH\t\n' "$("$(engine_on_path)" version)"
  elif engine_can_build; then
    printf 'pulumi\t%s\tmissing\t./hosting setup builds it from source\n' "$ENGINE_VERSION"
  else
    printf 'pulumi\t%s\tmissing\t%s\n' "$ENGINE_VERSION" "$(engine_advice)"
  fi
  local plugin
  for plugin in "${ENGINE_PLUGINS[@]}"; do
    printf 'plugin %s\t%s\tmissing\t./hosting setup gets it\n' "${plugin%@*}" "${plugin#*@}"
  done
}

engine_choose() { # engine_choose RECORD
  local record=$1 pulumi bin
  pulumi=$(engine_on_path)
  if [[ -n $pulumi ]]; then
    printf 'pulumi\t%s\ton PATH\t\n' "$("$pulumi" version)" >"$record/pieces"
  else
    engine_require_go || return 1
    engine_build || return 1
    bin=$(engine_bin)
    pulumi=$bin/pulumi
    # shellcheck disable=SC2016 # expanded where the line is evaluated
    printf 'export PATH=%q:"$PATH"\n' "$bin" >"$record/env"
    printf 'pulumi\t%s\tbuilt from source\t\n' "$ENGINE_VERSION" >"$record/pieces"
    printf '%s\n' "$bin/pulumi-language-java" >"$record/needs"
  fi
  printf '%s\n' "$pulumi" >>"$record/needs"
  echo "export PULUMI_SKIP_UPDATE_CHECK=true" >>"$record/env"
  plugins_choose "$pulumi" "$record"
}

engine_record() {
  printf '%s/engine/%s' "$CACHE" "$({ engine_on_path; engine_sources_hash plugins; } | engine_digest)"
}

engine_on_path() { # a pulumi that is not ours, if there is one
  local pulumi
  while IFS= read -r pulumi; do
    if [[ $pulumi != "$CACHE"/* ]]; then
      printf '%s\n' "$pulumi"
      return
    fi
  done < <(type -aP pulumi)
}
