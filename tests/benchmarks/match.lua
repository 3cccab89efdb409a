-- wrk: one profile after the other against POST /v1/match. When so many are answered it says "over" on stderr and waits
-- for an interrupt, for wrk itself counts seconds only; then it writes its figures there as JSON.
-- Arguments after `--`: a file of bodies, one a line, and how many requests.

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  bodies = {}
  for line in io.lines(args[1]) do
    table.insert(bodies, line)
  end
  wanted, sent, answered, refused = tonumber(args[2]), 0, 0, 0
end

function request()
  sent = sent + 1
  local headers = { ["Content-Type"] = "application/json" }
  return wrk.format("POST", "/v1/match", headers, bodies[sent % #bodies + 1])
end

function response(status)
  answered = answered + 1
  if status ~= 200 then
    refused = refused + 1
  end
  if answered == wanted then
    wrk.thread:stop()
    io.stderr:write("over\n")
  end
end

function done(summary, latency)
  local answered, refused = 0, 0
  for _, thread in ipairs(threads) do
    answered, refused = answered + thread:get("answered"), refused + thread:get("refused")
  end
  local errors = summary.errors
  io.stderr:write(string.format(
    '{"answered": %d, "refused": %d, "broken": %d, "seconds": %.3f, "median_ms": %.2f, "p99_ms": %.2f, "bytes": %d}\n',
    answered, refused, errors.connect + errors.read + errors.write + errors.timeout,
    summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, summary.bytes))
end
