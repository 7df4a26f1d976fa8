# shellcheck shell=bash
# Volumes that a client adopted under names of their own: only the state knew whose they are, so a person has to say it
# once the state is lost. Else the client's apps would start on new, empty ones.

named_volume() { # named_volume LOGICAL: what --volume LOGICAL=NAME said of it
  local pair
  for pair in "${NAMED_VOLUMES[@]}"; do
    if [[ ${pair%%=*} == "$1" ]]; then printf '%s' "${pair#*=}"; fi
  done
}

existing_volume() { # existing_volume LOGICAL NAME: its name, when Docker has it
  local said
  said=$(named_volume "$1")
  if [[ -n $said ]] && ! docker volume inspect "$said" >/dev/null 2>&1; then
    update_failed "volume $1: Docker has none that is called $said. Nothing was changed."
  fi
  docker volume ls --quiet --filter "name=^${said:-$2}$"
}

refuse_unnamed_volumes() {
  local missing strange
  mapfile -t missing < <(missing_volumes)
  mapfile -t strange < <(strange_volumes)
  if ((${#missing[@]} == 0 || ${#strange[@]} == 0)); then return; fi
  update_failed "Apps have volumes that were adopted under names of their own, and the program would make others. Nothing was changed." \
    "${strange[@]/#/there: }" "${missing[@]/#/to be made: }" \
    "Say which is which: ./hosting adopt$(stack_option) --volume ${missing[0]}=${strange[0]%% *}; one that is new: --volume ${missing[0]}="
}

missing_volumes() { # those that the plan makes, that were not found and of which nothing was said
  local type name
  grep '^docker:index/volume:' "$CREATES" | while read -r type name _; do
    if ! grep -q "^$type $name " "$ADOPTED" && [[ " ${NAMED_VOLUMES[*]}" != *" $name="* ]]; then printf '%s\n' "$name"; fi
  done
}

strange_volumes() { # what apps have beside the volumes of the estate's own naming, and where
  local container client mounts mount
  while read -r container; do
    read -r client mounts < <(docker inspect "$container" \
      --format '{{index .Config.Labels "com.owndom.client"}}{{range .Mounts}}{{if eq .Type "volume"}} {{.Name}}:{{.Destination}}{{end}}{{end}}')
    for mount in $mounts; do
      if [[ $mount != "$(project)_"*"_${STACK##*/}:"* && ! $mount =~ ^[0-9a-f]{64}: ]] && ! grep -q " ${mount%%:*}\$" "$ADOPTED"; then
        printf '%s (%s, at %s)\n' "${mount%%:*}" "$client" "${mount#*:}"
      fi
    done
  done < <(strangers app) | sort -u
}
