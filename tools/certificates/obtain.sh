# shellcheck shell=sh disable=SC2154
# One certificate from its source into $work, as fullchain.pem and key.pem.

ACME_SECONDS=600
ORIGIN_DAYS=365

obtain() {
  # shellcheck disable=SC2046 # resolvers are words
  case $source in
    dns)
      CLOUDFLARE_DNS_API_TOKEN_FILE=$STATE/settings/token CLOUDFLARE_BASE_URL=$(setting cloudflare) \
        acme --dns cloudflare $(resolvers)
      ;;
    http)
      mkdir -p "$SERVED/challenge"
      acme --http --http.webroot "$SERVED/challenge"
      ;;
    origin) origin ;;
    none) echo "no authority is asked without an account: ./hosting config set acmeEmail you@example.com" && return 1 ;;
    files) echo "its files are the person's own: put newer ones into certificates/$name, then ./hosting up" && return 1 ;;
  esac
}

# Where others than the zone's own name servers are to be asked, those are not.
resolvers() {
  for resolver in $(setting resolvers); do echo "--dns.resolvers $resolver"; done
  if [ -n "$(setting resolvers)" ]; then echo "--dns.propagation-rns --dns.propagation-disable-ans"; fi
}

# A new key with each certificate. Its own files are named after the first host.
acme() {
  if [ -e "$STATE/settings/roots" ]; then export LEGO_CA_CERTIFICATES="$STATE/settings/roots"; fi
  first=${hosts%% *}
  # shellcheck disable=SC2046 # hosts are words
  timeout "$ACME_SECONDS" lego --accept-tos --email "$(setting email)" --server "$(setting server)" --path "$STATE/lego" \
    "$@" $(for host in $hosts; do echo "--domains $host"; done) run || return 1
  cp "$STATE/lego/certificates/$first.crt" "$work/fullchain.pem"
  cp "$STATE/lego/certificates/$first.key" "$work/key.pem"
}

# Cloudflare Origin CA: trusted by Cloudflare alone, so only for hosts that it proxies.
origin() {
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=${hosts%% *}" \
    -keyout "$work/key.pem" -out "$work/request.pem" 2>&1 || return 1
  { printf 'Authorization: Bearer '; setting token; } >"$work/header"
  printf '{"csr":"%s","hostnames":["%s"],"request_type":"origin-ecc","requested_validity":%d}' \
    "$(awk '{ printf "%s\\n", $0 }' "$work/request.pem")" "$(echo "$hosts" | sed 's/ /","/g')" "$ORIGIN_DAYS" >"$work/body"
  curl --silent --show-error --max-time 60 --header "@$work/header" --header 'Content-Type: application/json' \
    --data "@$work/body" --output "$work/answer" "$(setting cloudflare)/certificates" 2>&1 || return 1
  sed -n 's/.*"certificate": *"\([^"]*\)".*/\1/p' "$work/answer" | sed 's/\\n/\n/g' >"$work/fullchain.pem"
  if [ -s "$work/fullchain.pem" ]; then return; fi
  echo "Cloudflare: $(sed -n 's/.*"message": *"\([^"]*\)".*/\1/p' "$work/answer" | head -n 1)"
  return 1
}
