# shellcheck shell=bash

command_help() {
  cat <<'TEXT'
Usage: ./hosting COMMAND [--stack NAME]     (stack dev, or HOSTING_STACK)

The estate
  up [CLIENT…]       get what is missing, bring up all or only these clients
  preview [CLIENT…]  show what up would do
  status             clients, addresses, databases, state
  logs CLIENT [frontend|backend] [-f]    (or logs proxy, postgres, certificates)
  certificates renew [NAME…]         ask for these certificates, or all, now
  backup CLIENT      back it up now; backups CLIENT lists what there is
  restore, forget CLIENT    its data: from a backup; dropped for good
  psql CLIENT        SQL in the client's database, as the client
  maintenance CLIENT on [TEXT] | off      a page instead of its apps
  rollback CLIENT    back to what served before; --end ends that
  move CLIENT --to SERVER    its database to another server, in use
  refresh | adopt    read the real state; take in what is there already
  destroy            take it all down; refuses while there is data
The machine and the project
  doctor             what is needed, what is missing, how to get it
  setup              get what is missing
  build              build the program, if its sources changed
  env                eval "$(./hosting env)" makes plain pulumi work
  test, drill, bench   every test there is; disasters, rehearsed; measurements

Anything else goes to pulumi, as in ./hosting config set httpPort 8081
TEXT
}
