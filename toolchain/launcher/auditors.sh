# shellcheck shell=bash
# What the tests look at the running proxy with: sslscan from Debian, gixy from PyPI in an environment of its own.

readonly AUDITOR_PACKAGES=(sslscan openssl curl python3-venv)

gixy_home() { # changes with what is in it
  printf '%s/gixy-%s' "$CACHE" "$(sha256sum "$ROOT/toolchain/gixy/requirements.txt" | cut -c1-16)"
}

auditors_setup() {
  if ! auditor_packages_ready; then
    if ((EUID != 0)) || ! command -v apt-get >/dev/null; then
      lacking "The tests need sslscan, openssl, curl and Python's venv." "Debian: apt-get install -y ${AUDITOR_PACKAGES[*]}"
    fi
    step "sslscan" "about 20 s, once" install_auditor_packages
  fi
  if [[ ! -x $(gixy_home)/bin/gixy ]]; then step "gixy" "about 20 s, once" install_gixy "$(gixy_home)"; fi
}

auditor_packages_ready() {
  command -v sslscan >/dev/null && command -v openssl >/dev/null && command -v curl >/dev/null &&
    { [[ -x $(gixy_home)/bin/gixy ]] || python3 -c 'import ensurepip' 2>/dev/null; }
}

install_auditor_packages() {
  apt-get update
  apt-get install -y --no-install-recommends "${AUDITOR_PACKAGES[@]}"
}

install_gixy() { # install_gixy DIRECTORY: there only when it is whole
  local unfinished=$1.unfinished
  rm -rf "$unfinished" "$1"
  python3 -m venv "$unfinished"
  "$unfinished/bin/python" -m pip install --quiet --disable-pip-version-check \
    --requirement "$ROOT/toolchain/gixy/requirements.txt"
  # Its commands name the directory that they were installed to.
  mkdir -p "$1/bin"
  mv "$unfinished" "$1/environment"
  printf '#!/bin/sh\nexec "%s/environment/bin/python" -m gixy "$@"\n' "$1" >"$1/bin/gixy"
  chmod +x "$1/bin/gixy"
}
