# shellcheck shell=bash
# What every benchmark has: a working directory, a stack name of its own, an end that removes everything.

export BENCH_SECRET=the-measurements-guard-nothing-with-this
export BENCH_POOL=${BENCH_POOL:-10.153.0.0/16}
export PULUMI_CONFIG_PASSPHRASE=bench
WORK=$(mktemp -d)
# shellcheck disable=SC2034 # project.sh uses it; Docker may hold on to a name, so each run has its own
STACK=run$$

say() { printf '%s\n' "$*" >&2; }

median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

machine() {
  printf '%s, %d cores, %s, load %s\n\n' "$(date +%F)" "$(nproc)" \
    "$(awk '/MemTotal/ { printf "%.0f GB", $2 / 1e6 }' /proc/meminfo)" "$(cut -d' ' -f1 /proc/loadavg)"
}

clean_up() {
  remove_leftovers
  rm -rf "$WORK"
}
