# shellcheck shell=bash
# What is in the repository. A snapshot has the backups of one client, or those that were made of several in one go; its
# tags say whose, of what kind, how large each is, and on which server the databases were.

# A line a client and snapshot, the oldest first: client, short id, time, kind, bytes, server, host, clients in it, and last
# where it was made before the client's data were dropped.
snapshots() { # snapshots [RESTIC'S OPTION…]
  opening restic_ snapshots --json --no-lock "$@" | sed 's/},{"time"/}\n{"time"/g' | awk -v OFS='\t' '
    function after(text, key) { return match(text, key) ? substr(text, RSTART + RLENGTH) : "" }
    function quoted(text, key) { text = after(text, key); return substr(text, 1, index(text, "\"") - 1) }
    !/"short_id"/ { next }
    {
      n = 0; kind = server = last = ""; split("", bytes)
      count = split(quoted_list($0), tags, ",")
      for (i = 1; i <= count; i++) {
        tag = tags[i]; gsub(/"/, "", tag); split(tag, part, ":")
        if (part[1] == "client") clients[++n] = part[2]
        if (tag == "last") last = tag
        if (part[1] == "kind") kind = part[2]
        if (part[1] == "cluster") server = part[2]
        if (part[1] == "size") bytes[part[2]] = part[3]
      }
      total = after($0, "\"total_bytes_processed\":") + 0
      for (i = 1; i <= n; i++)
        print clients[i], quoted($0, "\"short_id\":\""), substr(quoted($0, "\"time\":\""), 1, 19) "Z", kind,
          (clients[i] in bytes ? bytes[clients[i]] : total), server, quoted($0, "\"hostname\":\""), n, last
    }
    function quoted_list(text) { text = after(text, "\"tags\":\\["); return substr(text, 1, index(text, "]") - 1) }'
}

list() { # list CLIENT: also one that was forgotten
  local lines id time kind bytes verified
  is_declared "$1" || CLIENTS=<(unused_lines) is_declared "$1" || true
  lines=$(snapshots --tag "client:$CLIENT" | awk -F'\t' -v client="$CLIENT" '$1 == client')
  if [[ ! $lines ]]; then
    use_client "$1"
    return
  fi
  while IFS=$TAB read -r _ id time kind bytes _; do
    verified=-
    if grep -qsE "$TAB$id($TAB|\$)" "$FILES"/{,unused/}verified; then verified=verified; fi
    printf '%s\t%s\t%s\t%s\t%s\n' "$id" "$time" "$kind" "$bytes" "$verified"
  done <<<"$lines"
}

# After a host was lost, its empty successor must not put itself before what there is: what is latest would be nothing.
refuse_other_server() {
  local server='' last
  if is_followed_here; then return; fi
  if ! is_marked; then
    ask_for_last_backups
    IFS=$TAB read -r _ server last _ < <(grep "^$CLIENT$TAB" "$WORKER/last") || true
    if [[ ${server:--} != - && $server != "$CLUSTER" ]]; then
      fail "$NAME: the repository has its backups of another server, the last of $last, and what is here was not put back from them." \
        "After a host was lost: ./hosting recover. To go on with what is here: ./hosting backup $NAME --anew"
    fi
  fi
  follow_on
}

# Of all clients at once, and in a job once: restic takes half a second to open the repository.
ask_for_last_backups() {
  if [[ -e $WORKER/last ]]; then return; fi
  snapshots | last_of_each >"$WORKER/asked"
  mv "$WORKER/asked" "$WORKER/last"
}

# What is backed up from here on follows the backups that there are.
follow_on() { put "$(server_file)" '%s\n' "$CLUSTER"; }

server_file() { printf '%s' "$STATE/clients/$CLIENT/server"; }

anew() { # anew CLIENT
  use_client "$1"
  become_workers
  leave_workers
  follow_on
}
