-- One line for the report: requests, failures of any kind, and latencies in milliseconds.
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("result %d %d %.1f %.1f %.1f\n", summary.requests,
    e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(99) / 1000, latency.max / 1000, latency:percentile(50) / 1000))
end
