# shellcheck shell=bash
# What the launcher says, and how it ends: 0 ok, 1 the update failed, 2 usage, 3 something the machine lacks.

say() { printf '%s\n' "$*" >&2; }

failed() { # failed MESSAGE [LINE…]
  printf '%s %s\n' "$(paint red error:)" "$1" >&2
  shift
  if (($#)); then printf '       %s\n' "$@" >&2; fi
}

update_failed() { failed "$@"; exit 1; }

usage_error() { failed "$@" "./hosting help lists the commands."; exit 2; }

lacking() { failed "$@" "./hosting doctor lists all that is needed."; exit 3; }

confirm() { # confirm QUESTION: ends the command unless a person says yes
  local answer=''
  if [[ -t 0 ]]; then read -r -p "$1 [yes/no] " answer; fi
  if [[ $answer != yes ]]; then update_failed "Nothing was changed." "Where nobody can be asked: --yes."; fi
}

finish() { # when the launcher ends, however it does
  local status=$?
  disconnect
  rm -rf "${SCRATCH:-}"
  setup_stopped "$status"
}
