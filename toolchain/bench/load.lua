-- One line for the report, as visitors write it: requests, failures of any kind, and latencies in milliseconds.
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("result\t%s\t%d\t%d\t%.1f\t%.1f\t%.1f\n", os.getenv("KIND"), summary.requests,
    e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
