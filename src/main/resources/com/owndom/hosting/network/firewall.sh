# Keeps an estate's rules in the packet filter of its Docker host: puts them there, looks every few seconds whether they
# still are (a reboot, a firewall's reload or a person may have removed them), and puts them back.
# The last line it printed says how things stand: "protecting" or "not protecting: why".
#   sh -c THIS firewall CHAIN RULES BRIDGE…
# RULES is the input of iptables-restore for CHAIN and CHAIN-HOST; the sites are served over the BRIDGEs.
set -u
CHAIN=$1 RULES=$2
shift 2
BRIDGES=$* # a trap sees the arguments of the function that it interrupts
IPTABLES=$(command -v iptables-nft || echo iptables)
SECONDS_BETWEEN_LOOKS=5
MARK=/run/protecting # for the health check
placed='' said=''

# Each look costs the processes that it starts, as long as the estate lives.
guard() {
  if [ -e "$MARK" ] && filters_bridges && [ "$(rules)" = "$placed" ]; then return; fi
  if reason=$(obstacle); then
    rm -f "$MARK"
    say "not protecting: $reason"
  else
    place
  fi
}

# Such a file ends before its line does, which read takes for a failure.
filters_bridges() {
  answer=
  read -r answer </proc/sys/net/bridge/bridge-nf-call-iptables
  [ "$answer" = 1 ]
} 2>/dev/null

# Without Docker's chain the rules would never be asked, and without the filter for bridges not about neighbours.
obstacle() {
  if ! filters_bridges; then
    echo "this host does not filter what passes a bridge; modprobe br_netfilter && sysctl -w net.bridge.bridge-nf-call-iptables=1"
  elif ! error=$("$IPTABLES" -S DOCKER-USER 2>&1 >/dev/null); then
    echo "Docker's chain DOCKER-USER is not in nf_tables (Docker may use iptables-legacy, or leave the filter alone): $error"
  else
    return 1
  fi
}

place() {
  rm -f "$MARK"
  if error=$(restore 2>&1); then
    placed=$(rules)
    touch "$MARK"
    said=''
    say protecting
  else
    say "not protecting: $error"
  fi
}

# In one transaction, so that no packet meets half of the rules. Docker takes its jump to DOCKER-USER away for a moment whenever it makes
# a network, and puts its own rules before those in FORWARD when it starts: only both together are always asked.
restore() {
  {
    echo '*filter'
    echo "$RULES"
    jump DOCKER-USER "$CHAIN"
    jump FORWARD "$CHAIN"
    jump INPUT "$CHAIN-HOST"
    echo COMMIT
  } | "$IPTABLES-restore" --noflush
}

jump() { # jump FROM TO: unless it is there
  "$IPTABLES" -C "$1" -j "$2" 2>/dev/null || echo "-I $1 1 -j $2"
}

rules() { "$IPTABLES-save" -t filter | grep -e "$CHAIN"; } 2>&1

# Whoever stops this container while sites are served, or replaces it, wants them protected all the same. Once nothing
# is left on the bridges the estate is going, and so are its rules.
leave() {
  for bridge in $BRIDGES; do
    if [ -n "$(ls -A "/sys/class/net/$bridge/brif" 2>/dev/null)" ]; then
      say "stopped; the rules stay, as there are containers on $bridge"
      exit 0
    fi
  done
  printf '%s\n' '*filter' "-D DOCKER-USER -j $CHAIN" "-D FORWARD -j $CHAIN" "-D INPUT -j $CHAIN-HOST" \
    "-F $CHAIN" "-X $CHAIN" "-F $CHAIN-HOST" "-X $CHAIN-HOST" COMMIT | "$IPTABLES-restore" --noflush
  say "stopped; the rules are gone, as nothing is left to protect"
  exit 0
}

say() {
  [ "$1" = "$said" ] || echo "$1"
  said=$1
}

trap leave TERM INT
while :; do
  guard
  sleep "$SECONDS_BETWEEN_LOOKS" &
  wait $!
done
