# shellcheck shell=bash
# The official plugins where they can be had, else the ones built here, in a PULUMI_HOME of their own:
# a plugin built here never gets into the person's own ~/.pulumi.

PLUGIN_REACH_SECONDS=10
PLUGIN_DOWNLOAD_SECONDS=300

plugins_choose() { # plugins_choose PULUMI RECORD
  local pulumi=$1 record=$2 plugin home
  home=$(plugins_home)
  if plugins_official "$pulumi" "$home"; then
    for plugin in "${ENGINE_PLUGINS[@]}"; do plugin_record "$record" "$plugin" official "$home"; done
    return
  fi
  engine_require_go || return 1
  plugins_build || return 1
  plugins_install "$pulumi" "$record"
}

plugins_home() { # the person's own, also in a shell that our environment was evaluated in
  if [[ ${PULUMI_HOME:-} == "$CACHE"/* ]]; then printf '%s/.pulumi' "$HOME"; else printf '%s' "${PULUMI_HOME:-$HOME/.pulumi}"; fi
}

plugins_official() { # plugins_official PULUMI HOME: all of them are there, or can be had
  local pulumi=$1 home=$2 plugin
  for plugin in "${ENGINE_PLUGINS[@]}"; do
    if [[ ! -d $(plugin_directory "$home" "$plugin") ]]; then
      plugin_source_reachable || return 1
      step "Pulumi plugin ${plugin%@*}: download" "about 20 s, once" \
        plugin_download "$pulumi" "$home" "$plugin" || return 1
    fi
  done
}

# Pulumi itself would try five times, in an unplugged network for a minute or more.
plugin_source_reachable() {
  local url
  if [[ -n ${PULUMI_PLUGIN_DOWNLOAD_URL_OVERRIDES:-} ]]; then return; fi
  for url in https://get.pulumi.com https://github.com/pulumi; do
    if curl --silent --head --output /dev/null --max-time "$((PLUGIN_REACH_SECONDS / 2))" "$url"; then return; fi
  done
  return 1
}

plugin_download() { # plugin_download PULUMI HOME PLUGIN
  PULUMI_HOME=$2 timeout "$PLUGIN_DOWNLOAD_SECONDS" "$1" plugin install resource "${3%@*}" "${3#*@}"
}

plugins_install() { # plugins_install PULUMI RECORD
  local pulumi=$1 record=$2 plugin home=$CACHE/pulumi-home
  for plugin in "${ENGINE_PLUGINS[@]}"; do
    PULUMI_HOME=$home "$pulumi" plugin install resource "${plugin%@*}" "${plugin#*@}" --reinstall \
      --file "$(plugins_bin)/pulumi-resource-${plugin%@*}" >/dev/null 2>"$record/install.log" ||
      { cat "$record/install.log" >&2; return 1; }
    plugin_record "$record" "$plugin" "built from source" "$home"
  done
  rm "$record/install.log"
  printf 'export PULUMI_HOME=%q\n' "$home" >>"$record/env"
  echo "export PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION=true" >>"$record/env"
}

plugin_record() { # plugin_record RECORD PLUGIN ORIGIN HOME
  printf 'plugin %s\t%s\t%s\t\n' "${2%@*}" "${2#*@}" "$3" >>"$1/pieces"
  plugin_directory "$4" "$2" >>"$1/needs"
}

plugin_directory() { printf '%s/plugins/resource-%s-v%s\n' "$1" "${2%@*}" "${2#*@}"; }
