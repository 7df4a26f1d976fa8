# shellcheck shell=bash
# The stack and what its state says. SNAPSHOT is a copy of the state, made when it is first asked for.

project() { sed -n 's/^name: *//p' "$ROOT/Pulumi.yaml"; }

# main makes its directory, for one that a subshell makes would stay.
scratch() { # scratch NAME: sets NAME to a file that goes when the launcher ends
  SCRATCH=${SCRATCH:-$(mktemp -d)}
  printf -v "$1" "%s/%s" "$SCRATCH" "$1"
}

stack_file() { printf '%s/Pulumi.%s.yaml' "$ROOT" "${STACK##*/}"; }

remember_settings() {
  scratch STACK_FILE_BEFORE
  cp "$(stack_file)" "$STACK_FILE_BEFORE"
}

restore_settings() { cp "$STACK_FILE_BEFORE" "$(stack_file)"; }

stack_setup() { # creates the stack, unless it is there
  if ! take_snapshot; then
    refuse_unreadable_state
    # A wrong state is likelier than a first update, and would bring up everything a second time.
    if [[ -n ${GITHUB_ACTIONS:-} ]]; then
      update_failed "There is no stack $STACK in this state." "Create it from a machine of yours: ./hosting up --stack $STACK"
    fi
    refuse_second_estate
    create_stack
    take_snapshot
  fi
}

# With a state that is elsewhere, or lost, an update would begin to bring up everything a second time.
refuse_second_estate() {
  if [[ -n ${ADOPTING:-} || -z $(containers 2>/dev/null) ]]; then return; fi
  update_failed "Nothing of stack $STACK is in this state, and Docker has containers of it. Nothing was changed." \
    "Is its state elsewhere? It was looked for in $(pulumi whoami --verbose 2>/dev/null | sed -n 's/^Backend URL: //p')" \
    "Is it lost? ./hosting adopt$(stack_option) makes a new one from what is there."
}

take_snapshot() {
  scratch SNAPSHOT
  pulumi stack export --stack "$STACK" >"$SNAPSHOT" 2>"$SNAPSHOT.errors" || return
  if has_known_form; then return; fi
  if ! run_java com.owndom.hosting.cli.StateForm <"$SNAPSHOT" >"$SNAPSHOT.lines" || ! mv "$SNAPSHOT.lines" "$SNAPSHOT" || ! has_known_form; then
    update_failed "The state of stack $STACK is in a form that is not known, so nobody can tell what it holds. Nothing was changed."
  fi
}

# All that reads the state here goes by its lines: each resource begins with its URN. What is read past a line in another
# form would look as if it were not there.
has_known_form() {
  awk '
    /"urn":/ && (!/^ *"urn": "/ || before !~ /\{$/) { unknown = 1; exit }
    /"pending_operations":/ && !/^        "pending_operations": / { unknown = 1; exit }
    { before = $0 }
    END { exit unknown }' "$SNAPSHOT"
}

refuse_unreadable_state() { # for any other reason than that there is none yet
  if grep -q 'no stack named' "$SNAPSHOT.errors"; then return; fi
  update_failed "The state of stack $STACK can't be read:" "$(cat "$SNAPSHOT.errors")"
}

create_stack() { # a stack file that has a salt keeps it
  local select=--no-select
  if [[ $STACK == dev ]]; then select=; fi
  pulumi stack init "$STACK" $select >&2
}

require_stack() {
  if ! take_snapshot; then
    refuse_unreadable_state
    update_failed "There is no stack $STACK yet." "./hosting up --stack $STACK creates it."
  fi
}

snapshot_names() { # snapshot_names TYPE: the names of all resources of this type
  sed -n 's/^ *"urn": "urn:pulumi:.*[$:]'"${1//\//\\/}"'::\([^"]*\)",\{0,1\}$/\1/p' "$SNAPSHOT" | sort -u
}

snapshot_clients() { snapshot_names owndom:hosting:HostedClient; }

# The names that data have: those of clients, and of clients that are gone or were renamed.
data_names() {
  {
    snapshot_clients
    snapshot_names postgresql:index/database:Database | sed 's/@.*//'
    awk -F'"' '
      /^ *"volumes": \{$/ { here = 1; next }
      here && /\{$/ { print $2; inside = 1; next }
      here && /^ *\}/ { if (inside) inside = 0; else here = 0 }' "$SNAPSHOT"
  } | sort -u
}

# client_1, the name that its data have: a renamed client's is the first that it had. Its outputs say so, or its backend.
data_of() { # data_of CLIENT
  local data
  if [[ -s ${SNAPSHOT:-} ]]; then
    data=$(awk -v client="\"$1\": {" -F'"' '
      index($0, client) { here = 1 }
      here && /"data(base)?": "/ { print $4; exit }
      here && /}/ { exit }' "$SNAPSHOT")
  else
    data=$(containers "client=$1" app=backend | head -n 1 | xargs -r docker inspect --format '{{range .Config.Env}}{{println .}}{{end}}' |
      sed -n "s/^$(tr a-z- A-Z_ <<<"$1")_DB_NAME=//p")
  fi
  data=${data%_db}
  data=${data:-$1}
  printf '%s' "${data//-/_}"
}
