# shellcheck shell=bash
# The ssh server that stands for a remote Docker host in the tests, and ip, which makes the machine that it is remote to.

sshd_setup() {
  if command -v sshd >/dev/null && command -v ip >/dev/null; then return; fi
  # Where services are started by systemd, the package would open this machine to the network.
  if ((EUID != 0)) || ! command -v apt-get >/dev/null || [[ -d /run/systemd/system ]]; then
    lacking "The tests need root, an ssh server's program and ip." \
      "Debian: apt-get install -y openssh-server iproute2; systemctl disable --now ssh, unless you want it"
  fi
  step "sshd" "about 20 s, once" install_sshd
}

install_sshd() {
  apt-get update
  apt-get install -y --no-install-recommends openssh-server iproute2
}
