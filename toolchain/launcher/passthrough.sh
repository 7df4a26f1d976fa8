# shellcheck shell=bash

# The jar is built only for what runs the program: `cancel` has to work also when the sources don't compile.
pass_to_pulumi() { # pass_to_pulumi COMMAND ARGUMENT…
  use_environment
  case $1 in
    import | watch)
      jar_setup
      connect_with_tunnel
      ;;
  esac
  case $PWD/ in
    "$ROOT"/*) ;;
    *) cd "$ROOT" || exit ;;
  esac
  PULUMI_STACK=$STACK run_last pulumi "$@"
}
