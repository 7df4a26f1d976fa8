#!/bin/sh
# Publishes a release of the proxy's configuration, inside the proxy's process and network namespaces:
# stage, test, ask the new apps, make nginx know them, switch, reload, wait for the old workers.
# Exit codes: 2 nginx refuses the configuration, 3 an app does not answer, 4 a reload did not happen.
set -eu

ESTATE=/etc/nginx/estate
CERTIFICATES=/etc/nginx/certificates
STAGED=/publish/release.txt
PASSWORDS=/publish/passwords
RELEASES=$ESTATE/releases
RELEASE=$RELEASES/$(date +%s)-$$
ARRIVING=$ESTATE/current/arriving.conf
ARRIVALS=127.0.0.1:82
MASTER=1
KEPT_RELEASES=3
RELOAD_SECONDS=30

stage() {
  [ -e "$ESTATE/current" ] || begin_with_none
  mkdir -p "$RELEASE/sites" "$RELEASE/pages"
  awk -v release="$RELEASE" '/^@@ / { close(file); file = release "/" $2; next } { print > file }' "$STAGED"
  [ ! -e "$PASSWORDS" ] || cp "$PASSWORDS"/* "$RELEASE/sites/"
  [ ! -e "$RELEASE/kept" ] || while read -r client; do keep "$client"; done <"$RELEASE/kept"
  collect apps
  collect certificates
}

collect() { # what the sites have in files of that kind
  find "$RELEASE/sites" -name "*.$1" -exec cat {} + | sort -u >"$RELEASE/$1"
}

begin_with_none() {
  mkdir -p "$RELEASES/none"
  point_at "$RELEASES/none"
}

# A client whose new version was not started stays as it is, with all files that are named after it.
keep() {
  for file in "$ESTATE/current/sites/$1".*; do
    [ ! -e "$file" ] || cp "$file" "$RELEASE/sites/"
  done
}

# Until there is a certificate, nginx starts with one that no browser trusts.
stand_in() {
  while read -r name hosts; do
    [ -e "$CERTIFICATES/$name/fullchain.pem" ] || make_stand_in "$name" "$hosts"
  done <"$RELEASE/certificates"
}

make_stand_in() {
  directory=$CERTIFICATES/stand-in/$1
  mkdir -p "$directory"
  (umask 077; openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj "/CN=stand-in" \
    -addext "subjectAltName=$2" -keyout "$directory/key.pem" -out "$directory/fullchain.pem") 2>/tmp/openssl || {
    echo "no stand-in certificate could be made for $1: $(tail -n 1 /tmp/openssl)"
    abandon 2
  }
  ln -sfn "stand-in/$1" "$CERTIFICATES/$1"
  echo "STAND-IN $1"
}

test_release() {
  sed "s#$ESTATE/current/#$RELEASE/#" /etc/nginx/nginx.conf >/tmp/candidate.conf
  nginx -q -t -c /tmp/candidate.conf 2>/tmp/refusal || { cat /tmp/refusal; name_users; abandon 2; }
}

# Of a certificate that nginx cannot load it names the file, and not whose site has it.
name_users() {
  sed -n "s#.*\"\($CERTIFICATES/[^\"]*\)\".*#\1;#p" /tmp/refusal | while read -r file; do
    grep -lF "$file" "$RELEASE"/sites/*.conf | sed 's/^/it is in /'
  done
}

# Only apps that the current release does not know, or asks otherwise: one that broke since must not hold up the others.
find_new_apps() {
  : >/tmp/new
  : >/tmp/changed
  while read -r client role container id port path host upstream; do
    line="$client $role $container $container:$port $path $host $upstream"
    if ! grep -qs " $id " "$ESTATE/current/apps"; then
      echo "$line" >>/tmp/new
    elif ! grep -qsF " $id $port $path " "$ESTATE/current/apps"; then
      echo "$line" >>/tmp/changed
    fi
  done <"$RELEASE/apps"
}

ask() {
  deadline=$(($(date +%s) + HEALTH_SECONDS))
  while :; do
    if reason=$(curl -sS -f -o /dev/null -m 5 -H "Host: $6" "http://$4$5" 2>&1); then return 0; fi
    [ "$(date +%s)" -lt "$deadline" ] || break
    sleep 0.2
  done
  echo "FAILED $1 $2 $3 http://$4$5 $reason"
}

# Of lines as find_new_apps leaves them.
all_answer() {
  xargs -r -P 16 -L 1 sh "$0" ask >/tmp/answers
  cat /tmp/answers
  [ ! -s /tmp/answers ]
}

ask_new_apps() {
  find_new_apps
  cat /tmp/new /tmp/changed | all_answer || abandon 3
}

# A new worker takes visitors before it has asked for a name; what it knows of an upstream is what the old ones knew of one
# with the same name. So the new upstreams first stand beside what serves, until nginx itself has got an answer through each.
# What an interruption leaves of it goes with the next switch.
introduce() {
  [ -s /tmp/new ] || return 0
  [ -e "$ESTATE/current/estate.conf" ] || cp "$RELEASE/estate.conf" "$ESTATE/current/"
  arrivals >"$ARRIVING.new"
  mv "$ARRIVING.new" "$ARRIVING"
  reload || { dismiss; abandon 4; }
  through_nginx | all_answer || { dismiss; abandon 3; }
}

arrivals() {
  while read -r client role container _ path host upstream; do
    sed -n "/^upstream $upstream {/,/^}/p" "$RELEASE/sites/$client.conf"
  done </tmp/new
  echo "server { listen $ARRIVALS; access_log off; proxy_set_header Host \$http_host;"
  while read -r client role container _ path host upstream; do
    echo "location /$upstream/ { proxy_pass http://$upstream/; }"
  done </tmp/new
  echo '}'
}

through_nginx() {
  while read -r client role container _ path host upstream; do
    echo "$client $role $container $ARRIVALS/$upstream $path $host"
  done </tmp/new
}

dismiss() {
  rm -f "$ARRIVING"
  kill -HUP $MASTER
}

workers() {
  for directory in /proc/[0-9]*; do
    { read -r stat <"$directory/stat"; } 2>/dev/null || continue
    case "$stat" in
      *" (nginx) "?" $MASTER "*) echo "${directory#/proc/}" ;;
    esac
  done
}

switch() {
  before=$(readlink "$ESTATE/current")
  point_at "$RELEASE"
  reload || { point_at "$before"; abandon 4; }
}

point_at() {
  ln -sfn "$1" "$ESTATE/current.new"
  mv -T "$ESTATE/current.new" "$ESTATE/current"
}

# Until no worker of before takes visitors: nginx tells them to stop once it has started all the new ones.
reload() {
  old=$(workers)
  kill -HUP $MASTER
  for _ in $(seq $((RELOAD_SECONDS * 10))); do
    [ -n "$(serving)" ] || return 0
    sleep 0.1
  done
  echo "nginx did not start workers with the new configuration; its log says why"
  return 1
}

serving() {
  for worker in $old; do
    [ ! -d "/proc/$worker" ] || grep -qs 'is shutting down' "/proc/$worker/cmdline" || echo "$worker"
  done
}

# With time to spare, for nginx closes the last idle connections just as the time is over.
drain() {
  for _ in $(seq $((DRAIN_SECONDS * 10 + 20))); do
    serving=''
    for worker in $old; do [ ! -d "/proc/$worker" ] || serving=$worker; done
    [ -n "$serving" ] || return 0
    sleep 0.1
  done
}

forget_old_releases() {
  ls -1t "$RELEASES" | tail -n +$((KEPT_RELEASES + 1)) | while read -r name; do rm -rf "${RELEASES:?}/$name"; done
}

abandon() {
  rm -rf "$RELEASE"
  exit "$1"
}

if [ "${1:-}" = ask ]; then
  shift
  ask "$@"
  exit 0
fi

stage
stand_in
test_release
ask_new_apps
introduce
switch
drain
forget_old_releases
echo "published $(basename "$RELEASE")"
