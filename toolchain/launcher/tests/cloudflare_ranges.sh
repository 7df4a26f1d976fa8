# shellcheck shell=bash
# shellcheck disable=SC2016 # the scripts of the fakes expand what they hold

ranges_file() { # makes the script ready to run, and names its file
  cp "$REPOSITORY/toolchain/cloudflare-ranges" toolchain/
  local directory=src/main/resources/com/owndom/hosting/proxy
  mkdir -p "$directory"
  echo before >"$directory/cloudflare-ranges.txt"
  echo "$directory/cloudflare-ranges.txt"
}

test_published_ranges_are_written_with_their_date() {
  local file
  file=$(ranges_file)
  fake curl 'case ${*: -1} in *ips-v4) printf "173.245.48.0/20\n131.0.72.0/22\n" ;; *) printf "2400:cb00::/32" ;; esac'
  toolchain/cloudflare-ranges
  contains "$(head -n 1 "$file")" "as of $(date +%F);"
  equal "173.245.48.0/20 131.0.72.0/22 2400:cb00::/32" "$(grep -v '^#' "$file" | xargs)"
}

test_what_is_no_list_of_ranges_changes_nothing() {
  local file answer
  file=$(ranges_file)
  for answer in '' '<html>' '0.0.0.0' 'exit 22'; do
    fake curl "$([[ $answer == exit* ]] && echo "$answer" || echo "echo '$answer'")"
    if toolchain/cloudflare-ranges; then return 1; fi
    equal before "$(cat "$file")"
  done
}

test_the_doctor_says_when_the_ranges_are_old() {
  local file
  file=$(ranges_file)
  printf '# From where Cloudflare asks, as of %s; toolchain/cloudflare-ranges writes this file anew.\n' "$(date -d '181 days ago' +%F)" >"$file"
  touch -d '1 hour ago' "$file"
  printf 'config:\n  owndom:behindCloudflare: "true"\n' >Pulumi.prod.yaml
  run 0 doctor --stack prod
  contains "$OUTPUT" "old      Cloudflare ranges  as of $(date -d '181 days ago' +%F): toolchain/cloudflare-ranges && git diff, then ./hosting up --stack prod"
  printf 'config:\n  owndom:zones:\n    owndom.com: 0123\n' >Pulumi.prod.yaml
  run 0 doctor --stack prod
  contains "$OUTPUT" "old      Cloudflare ranges"
  sed -i "s/as of [0-9-]*/as of $(date -d '179 days ago' +%F)/" "$file"
  run 0 doctor --stack prod
  contains "$OUTPUT" "ok       Cloudflare ranges"
}

test_the_doctor_asks_for_no_ranges_where_cloudflare_is_not_in_front() {
  ranges_file
  run 0 doctor
  lacks "$OUTPUT" Cloudflare
  printf 'config:\n  owndom:zones:\n    owndom.com: 0123\n  owndom:proxied: "false"\n' >Pulumi.prod.yaml
  run 0 doctor --stack prod
  lacks "$OUTPUT" Cloudflare
}
