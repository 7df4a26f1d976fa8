# The snapshots that may go. Its parts: clients; unused, with the days until which their databases and volumes were used; verified,
# a line for each client and snapshot; and what there is, the newest first. A client that is backed up at no hour keeps all of its
# own, one that no line names the newest of each kind.
function days(date,   y, m, d, era) { # since 1970-01-01, of 2026-11-23
  y = substr(date, 1, 4) + 0; m = substr(date, 6, 2) + 0; d = substr(date, 9, 2) + 0
  if (m <= 2) { y--; m += 12 }
  return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * (m - 3) + 2) / 5) + d - 719469
}
function period(unit, time) {
  if (unit == "h") return substr(time, 1, 13)
  if (unit == "d") return substr(time, 1, 10)
  if (unit == "w") return int((days(time) + 3) / 7)
  return substr(time, 1, 7)
}
function keeps(series, policy, time,   unit, count, kept) {
  while (match(policy, /^[0-9]+[hdwm]/)) {
    unit = substr(policy, RLENGTH, 1); count = substr(policy, 1, RLENGTH - 1) + 0
    policy = substr(policy, RLENGTH + 1)
    if (periods[series, unit] < count && last[series, unit] != period(unit, time)) {
      last[series, unit] = period(unit, time); periods[series, unit]++; kept = 1
    }
  }
  return kept
}
# The oldest stays until there are as many as there may be.
function has_room(series, policy,   unit, count) {
  while (match(policy, /^[0-9]+[hdwm]/)) {
    unit = substr(policy, RLENGTH, 1); count = substr(policy, 1, RLENGTH - 1) + 0
    policy = substr(policy, RLENGTH + 1)
    if (periods[series, unit] < count) return 1
  }
  return 0
}
part == "clients" { policies[$2] = $6; keeps_all[$2] = $5 == 0; next }
part == "unused" {
  n = split($6, days_of, ",")
  for (i = 1; i <= n; i++) { split(days_of[i], day, ":"); used_until[$2, day[1]] = day[2] }
  next
}
part == "verified" { verified[$1, $2] = 1; next }
{
  id = $2
  if (!(id in seen)) { seen[id] = 1; order[++number] = id }
  known[id] += ($1 in policies)
  ours[id] = $7 == host; clients[id] = $8
  if ((($1, id) in verified) && !have_verified[$1, $4]++) wanted[id] = 1
  if (!newest[$1, $4]++ && !($1 in policies) || keeps_all[$1]) wanted[id] = 1
  if ($9 == "last" || (($1, $4) in used_until) && substr($3, 1, 10) <= used_until[$1, $4]) wanted[id] = 1
  if ($1 in policies) {
    oldest[$1 ":" $4] = id
    if (keeps($1 ":" $4, policies[$1], $3)) wanted[id] = 1
  }
}
END {
  for (series in oldest) {
    split(series, names, ":")
    if (has_room(series, policies[names[1]])) wanted[oldest[series]] = 1
  }
  for (i = 1; i <= number; i++) {
    id = order[i]
    if (!wanted[id] && known[id] && (ours[id] || known[id] == clients[id])) print id
  }
}
