# shellcheck shell=bash
# A state that names data which Docker does not have any more: the engine, which believes it, would find nothing to change.

refuse_lost_data() {
  local volumes=() lost there
  mapfile -t volumes < <(data_volumes)
  if ((${#volumes[@]} == 0)); then return; fi
  there=$(docker volume ls --quiet) || return 0
  mapfile -t lost < <(printf '%s\n' "${volumes[@]}" | grep -vxF -- "$there")
  if ((${#lost[@]} == 0)); then return; fi
  if ((${#lost[@]} == ${#volumes[@]})); then
    failed "Docker has none of the data that the state of stack $STACK names: $(shown_lost). Nothing was changed." \
      "Are they on another Docker host? The setting dockerHost says which one is asked, or else DOCKER_HOST." \
      "Was the host lost? The state knows nothing of the new one. What is in the backups comes back with"
    say_way_back up
  else
    failed "Docker does not have all of the data that the state of stack $STACK names. It lacks $(shown_lost). Nothing was changed." \
      "Is it lost? A new state takes in what is there, and what is lost comes from the backups:"
    say_way_back adopt
    say "Where it was an app's volume alone, its files come with ./hosting restore CLIENT --files$(stack_option)."
  fi
  exit 1
}

# What a client or a server would lose, as Docker calls it: a stand-in for it would be empty.
data_volumes() {
  awk -F'"' '
    $2 == "urn" { volume = $4 ~ /docker:index\/volume:Volume::/; id = "" }
    volume && $2 == "id" && !id { id = $4 }
    volume && $2 == "protect" && /true/ { print id }' "$SNAPSHOT" | sort -u
}

shown_lost() { printf '%s, ' "${lost[@]:0:5}" | sed 's/, $//' && if ((${#lost[@]} > 5)); then printf ' and %d more' "$((${#lost[@]} - 5))"; fi; }

say_way_back() { # say_way_back up|adopt
  say "  ./hosting stack rm --force --preserve-config --yes$(stack_option)    # the state alone; the stack's file stays"
  say "  ./hosting $1$(stack_option)"
  say "  ./hosting recover$(stack_option)"
}
