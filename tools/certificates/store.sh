# shellcheck shell=sh disable=SC2154
# Where certificates are kept: issued/<name>/<time>/, with a link <name> to the one that is served.

# What a certificate was obtained for and from; another text makes it due.
wanted() { # wanted SOURCE HOSTS
  case $1 in
    dns | http) echo "$1 $(setting server) $2" ;;
    *) echo "$1 $2" ;;
  esac
}

setting() { # setting NAME: nothing where there is none
  if [ -e "$STATE/settings/$1" ]; then cat "$STATE/settings/$1"; fi
}

# Parseable, still valid, with its own key, and for every host.
refusal() { # refusal DIRECTORY HOSTS: why it must not be served; nothing when it may
  if ! public=$(openssl x509 -in "$1/fullchain.pem" -noout -pubkey 2>/dev/null); then echo "not a certificate"; return; fi
  [ "$public" = "$(openssl pkey -in "$1/key.pem" -pubout 2>/dev/null)" ] || { echo "key and certificate do not match"; return; }
  openssl x509 -in "$1/fullchain.pem" -noout -checkend 0 >/dev/null || { echo "it has expired"; return; }
  for host in $2; do
    case $host in "*."*) asked=any-label.${host#"*."} ;; *) asked=$host ;; esac
    openssl x509 -in "$1/fullchain.pem" -noout -checkhost "$asked" | grep -q 'does match' ||
      { echo "it is not for $host"; return; }
  done
}

# Staged in full and tried, then switched by one rename; the one before it stays.
serve() { # serve NAME DIRECTORY WANTED HOSTS: says why it was not
  version=$(date +%s)-$$
  directory=$SERVED/issued/$1/$version
  if ! stage "$2" "$3" "$4"; then
    rm -rf "$directory"
    return 1
  fi
  ln -sfn "issued/$1/$version" "$SERVED/.$1"
  before=$(readlink "$SERVED/$1" || echo none)
  mv -T "$SERVED/.$1" "$SERVED/$1"
  find "$SERVED/issued/$1" -mindepth 1 -maxdepth 1 ! -name "$version" ! -name "${before##*/}" -exec rm -rf {} +
  replace "$SERVED/changed" "$version"
}

# What is on the disk then, and not what was given, is what nginx will read. Callers switch `set -e` off.
stage() { # stage FROM WANTED HOSTS: into $directory
  (
    umask 077
    mkdir -p "$directory" && cp "$1/fullchain.pem" "$1/key.pem" "$directory/" && echo "$2" >"$directory/wanted" &&
      sync "$directory" "$directory/fullchain.pem" "$directory/key.pem"
  ) 2>&1 || return 1
  reason=$(refusal "$directory" "$3")
  if [ -z "$reason" ]; then reason=$(refusal_by_nginx "$directory"); fi
  if [ -n "$reason" ]; then echo "$reason"; return 1; fi
}

# One that it would not load keeps every site from an update, and the proxy from its next start.
refusal_by_nginx() { # refusal_by_nginx DIRECTORY
  tried=$(mktemp -d)
  cat >"$tried/nginx.conf" <<CONF
user root root;
pid $tried/pid;
events {}
http {
  access_log off;
  client_body_temp_path $tried/1;
  proxy_temp_path $tried/2;
  fastcgi_temp_path $tried/3;
  uwsgi_temp_path $tried/4;
  scgi_temp_path $tried/5;
  server { listen unix:$tried/socket ssl; ssl_certificate $1/fullchain.pem; ssl_certificate_key $1/key.pem; }
}
CONF
  nginx -q -t -e stderr -c "$tried/nginx.conf" >"$tried/said" 2>&1 || echo "nginx refuses it: $(tail -n 1 "$tried/said")"
  rm -rf "$tried"
}

# A disk that is full leaves a file as it was, never empty.
replace() { # replace FILE TEXT
  echo "$2" >"$1.new" && mv "$1.new" "$1"
}

# Settings first beside the old ones, so that a container that is killed never reads half of them.
install_given() {
  rm -rf "$STATE/settings.new"
  (umask 077; mkdir -p "$SERVED/issued" && cp -r "$INSTALLED/settings" "$STATE/settings.new")
  # What failed is tried again at once with other settings.
  rm -rf "$STATE/settings" "$STATE/failures"
  mv "$STATE/settings.new" "$STATE/settings"
  touch "$STATE/settings/list"
  while read -r name source hosts; do
    if [ "$source" = files ]; then install_own; fi
  done <"$STATE/settings/list"
  write_status
  rm -f "$STATE/next" # so that it is looked after at once
  echo "settings of $(grep -c . "$STATE/settings/list") certificates are in place"
}

install_own() {
  own=$INSTALLED/own/$name
  reason=$(refusal "$own" "$hosts")
  if [ -n "$reason" ]; then echo "REFUSED $name $reason"; return 1; fi
  if cmp -s "$own/fullchain.pem" "$SERVED/$name/fullchain.pem" && cmp -s "$own/key.pem" "$SERVED/$name/key.pem"; then return; fi
  serve "$name" "$own" "$(wanted files "$hosts")" "$hosts" >"$STATE/refused" || {
    echo "REFUSED $name $(tail -n 1 "$STATE/refused")"
    return 1
  }
}
