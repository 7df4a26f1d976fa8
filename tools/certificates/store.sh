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

# Staged in full, then switched by one rename; the one before it stays.
serve() { # serve NAME DIRECTORY WANTED
  version=$(date +%s)-$$
  directory=$SERVED/issued/$1/$version
  (
    umask 077
    mkdir -p "$directory"
    cp "$2/fullchain.pem" "$2/key.pem" "$directory/"
    echo "$3" >"$directory/wanted"
    sync "$directory" "$directory/fullchain.pem" "$directory/key.pem"
  )
  ln -sfn "issued/$1/$version" "$SERVED/.$1"
  before=$(readlink "$SERVED/$1" || echo none)
  mv -T "$SERVED/.$1" "$SERVED/$1"
  find "$SERVED/issued/$1" -mindepth 1 -maxdepth 1 ! -name "$version" ! -name "${before##*/}" -exec rm -rf {} +
  echo "$version" >"$SERVED/changed.new"
  mv "$SERVED/changed.new" "$SERVED/changed"
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
  echo "settings of $(grep -c . "$STATE/settings/list") certificates are in place"
}

install_own() {
  own=$INSTALLED/own/$name
  reason=$(refusal "$own" "$hosts")
  if [ -n "$reason" ]; then echo "REFUSED $name $reason"; return 1; fi
  if cmp -s "$own/fullchain.pem" "$SERVED/$name/fullchain.pem" && cmp -s "$own/key.pem" "$SERVED/$name/key.pem"; then return; fi
  serve "$name" "$own" "$(wanted files "$hosts")"
}
