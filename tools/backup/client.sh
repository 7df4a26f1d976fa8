# shellcheck shell=bash disable=SC2034
# What the program says of each client: a line of its name, the name its data have, role, database, hours between two
# backups, and what is kept. The two names differ for a client that was renamed.

# There is no empty file: a server may have nothing that is used, or nothing that is not.
use_lines() { # sets CLIENTS to the file that has them
  CLIENTS=$SETTINGS/${UNUSED:-clients}
  if [[ ! -e $CLIENTS && (${UNUSED:-} || -e $SETTINGS/unused) ]]; then CLIENTS=/dev/null; fi
}

unused_lines() { if [[ -e $SETTINGS/unused ]]; then cat "$SETTINGS/unused"; fi; }

# What clients with a line do not use any more has lines, volumes and a state of its own.
unused() { # unused last|verify CLIENT
  UNUSED=unused VOLUMES=/unused$VOLUMES
  use_lines
  case $1 in
    last | verify) "$1" "$2" ;;
    *) usage ;;
  esac
}

use_client() { # use_client NAME: sets NAME, CLIENT, ROLE, DATABASE, EVERY, KEEP, and FILES to where its state is
  if is_declared "$1"; then return; fi
  if [[ ${UNUSED:-} ]]; then fail "$1: nothing is known here that it does not use any more. ./hosting up first."; fi
  if is_there "$DATABASE"; then return; fi
  fail "$1: this server backs up no client of that name. It backs up: $(cut -f 1 "$CLIENTS" | tr '\n' ' ')"
}

is_declared() { # is_declared NAME: sets the same for whomever
  export DATABASE
  while IFS=$TAB read -r NAME CLIENT ROLE DATABASE EVERY KEEP; do
    if [[ $NAME == "$1" ]]; then
      use_files
      return
    fi
  done <"$CLIENTS"
  # One that is gone from the program, whose data are set aside, or were forgotten.
  NAME=$1 CLIENT=$1 ROLE=${1//-/_} DATABASE=${1//-/_}_db EVERY=24 KEEP=''
  use_files
  return 1
}

is_there() { [[ $1 =~ ^[a-z][a-z0-9_]*_db$ ]] && database_exists "$1"; } # is_there DATABASE

use_files() {
  FILES=$STATE/clients/$CLIENT${UNUSED:+/unused}
  if [[ ! -d $FILES ]]; then mkdir -p "$FILES"; fi
}

has_database() { [[ $DATABASE != - ]]; }

has_volumes() { [[ -d $VOLUMES/$CLIENT ]]; }
