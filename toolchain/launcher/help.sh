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
  maintenance CLIENT on [TEXT] | off      a page instead of its apps
  rollback CLIENT    back to what served before; --end ends that
  refresh            read the real state of everything
  destroy            take it all down; refuses while there is data
Data
  psql CLIENT        SQL in the client's database, as the client
  backup CLIENT      back it up now; backups CLIENT [--erase] lists, or erases
  restore CLIENT [--files]   from a backup; recover: all of a lost host's
  move CLIENT --to SERVER    its database to another server, in use
  adopt [CLIENT]     take in what is there; forget CLIENT drops what it left
The machine and the project
  doctor, setup      what is missing; get it; build builds the program
  env                eval "$(./hosting env)" makes plain pulumi work
  test, drill, bench   every test there is; disasters, rehearsed; measurements

Anything else goes to pulumi, as in ./hosting config set httpPort 8081
TEXT
}
