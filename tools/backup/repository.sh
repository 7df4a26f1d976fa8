# shellcheck shell=bash
# The restic repository: where it is, what opens it, and what is in it.

readonly NO_REPOSITORY=10 WRONG_PASSWORD=12
OPEN_SECONDS=${OPEN_SECONDS:-60}

use_settings() {
  RESTIC_REPOSITORY=$(<"$SETTINGS/repository")
  RESTIC_PASSWORD_FILE=$SETTINGS/password
  RESTIC_CACHE_DIR=$STATE/cache
  export RESTIC_REPOSITORY RESTIC_PASSWORD_FILE RESTIC_CACHE_DIR
  if [[ -s $SETTINGS/access-key ]]; then
    AWS_ACCESS_KEY_ID=$(<"$SETTINGS/access-key")
    AWS_SECRET_ACCESS_KEY=$(<"$SETTINGS/secret-key")
    export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
  fi
}

is_local() { [[ $RESTIC_REPOSITORY == /* ]]; }

is_s3() { [[ $RESTIC_REPOSITORY == s3:* ]]; }

restic_() { # restic_ ARGUMENT…
  restic_options
  restic "${OPTIONS[@]}" "$@"
}

restic_options() { # sets OPTIONS to what the kind of repository needs
  OPTIONS=(--retry-lock 10m)
  if is_local; then OPTIONS+=(--no-cache); else OPTIONS+=(--cleanup-cache); fi
  if [[ $RESTIC_REPOSITORY == sftp:* ]]; then
    OPTIONS+=(-o "sftp.args=-i $SETTINGS/ssh-key -o UserKnownHostsFile=$SETTINGS/known-hosts -o StrictHostKeyChecking=yes -o BatchMode=yes -o ConnectTimeout=20 -o ServerAliveInterval=15 -o ServerAliveCountMax=4")
  fi
}

# Opens it. Of several servers' containers, the first makes a new one where none has ever been, and gives one that has
# the old password the new; were two to do that at once, each would have a repository of its own in the other's place.
open_repository() {
  local status=0
  ask_repository || status=$?
  if ((status == NO_REPOSITORY || status == WRONG_PASSWORD)) && [[ ! -e $SETTINGS/first ]]; then
    fail "The repository $(shown_repository) is not there yet, or has another password: the first server's container makes it."
  fi
  case $status in
    0)
      finish_change
      remember_repository
      ;;
    "$NO_REPOSITORY") make_repository ;;
    "$WRONG_PASSWORD") change_password ;;
    *) exit 1 ;;
  esac
}

# Restic asks a storage that refuses its key, or does not answer, for a quarter of an hour, and has no option for it.
ask_repository() {
  local status=0 answer
  restic_options
  answer=$(timeout "$OPEN_SECONDS" restic "${OPTIONS[@]}" cat config --no-lock 2>&1) || status=$?
  if ! is_answer "$status"; then echo "The repository $(shown_repository) can't be opened: $(refusal "$answer")" >&2; fi
  return "$status"
}

is_answer() { (($1 == 0 || $1 == NO_REPOSITORY || $1 == WRONG_PASSWORD)); } # is_answer STATUS

# Before a job, since a key may be revoked later and a storage be away. Once is enough, and the other kinds fail at once.
is_reached() {
  local status=0
  if ! is_s3 || [[ ${REACHED:-} ]]; then return; fi
  ask_repository || status=$?
  is_answer "$status" && REACHED=1
}

refusal() { # refusal ANSWER: why it was tried again, or else how it ended
  local reason
  reason=$(sed -n 's/.*retrying after [^:]*: //p' <<<"$1" | tail -n 1)
  if [[ ! $reason ]]; then reason=$(last_words "$1") || true; fi
  printf '%s' "${reason:-no answer within $OPEN_SECONDS seconds}"
}

shown_repository() { printf '%s' "$RESTIC_REPOSITORY"; }

remember_repository() {
  put "$STATE/repository" '%s\n' "$RESTIC_REPOSITORY"
  put "$STATE/key" '%s\n' "$(key_fingerprint)"
}

# Of those that there are.
key_fingerprint() { { cat "$SETTINGS"/{access-key,secret-key,ssh-key} 2>/dev/null || true; } | sha256sum; }

is_known() {
  [[ $(cat "$STATE/repository" 2>/dev/null) == "$RESTIC_REPOSITORY" && $(cat "$STATE/key" 2>/dev/null) == "$(key_fingerprint)" ]]
}

# An empty place where backups have been is more likely a disk that is not mounted than a wish for a new repository.
make_repository() {
  if [[ $(cat "$STATE/repository" 2>/dev/null) == "$RESTIC_REPOSITORY" ]]; then
    fail "The repository $(shown_repository) is gone; there were backups in it. Is its disk mounted?" \
      "To begin anew: docker exec CONTAINER rm $STATE/repository"
  fi
  restic_ init --quiet >&2
  remember_repository
}

change_password() {
  local old
  if [[ ! -s $SETTINGS/previous-password ]]; then
    fail "The repository $(shown_repository) has another password. It is derived from masterSecret: is that the one it was made with?" \
      "Set previousMasterSecret to that one, and the next update gives the repository the new password."
  fi
  old=$(old_key) ||
    fail "The repository $(shown_repository) knows neither the password of masterSecret nor that of previousMasterSecret."
  put "$STATE/old-key" '%s\n' "$old" || exit
  RESTIC_PASSWORD_FILE=$SETTINGS/previous-password restic_ key add --new-password-file "$SETTINGS/password" >&2 || exit
  finish_change
  remember_repository
}

old_key() { RESTIC_PASSWORD_FILE=$SETTINGS/previous-password restic_ key list | sed -n 's/^\*\([0-9a-f]*\) .*/\1/p'; }

# Also one that was interrupted once the new password was in.
finish_change() {
  local old keys
  if [[ ! -e $STATE/old-key ]]; then return; fi
  old=$(<"$STATE/old-key")
  keys=$(restic_ key list) || exit
  if [[ $keys =~ (^|$'\n')" $old " ]]; then
    restic_ key remove "$old" >&2 || exit
    echo "The repository has the new password, and the old one opens it no more." >&2
  fi
  rm -f "$STATE/old-key"
}

# opening COMMAND…: and once more after the repository was made or its password changed
opening() {
  local status=0
  is_reached || return
  if ! is_known; then open_repository; fi
  "$@" || status=$?
  case $status in
    "$NO_REPOSITORY" | "$WRONG_PASSWORD") open_repository && "$@" ;;
    *) return "$status" ;;
  esac
}

last_words() { grep -v '^$' <<<"$1" | tail -n 3 | tr '\n\t' '  ' | cut -c 1-400; }
