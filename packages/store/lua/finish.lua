-- Ends entries; the only way into the ledger, whatever they were before.
-- KEYS: where they are (pending, released or running), held, counts,
--   then per entry: finished:<status>, job, entry, log
-- ARGV: now (ms), the status they must have (pending or running), then per entry: id, job code, instant (ms), status, token ('' = any),
--   only if scored below ('' = any), log tail ('' = none), number of further fields, fields and values
-- Answer, per entry: 1 ended, 0 it was not there, or status, token or lease do not fit; one that runs or has ended
--   can stand in pending once more, written again after the clock was set back: it only leaves from there
local answer, i = {}, 3
for n = 4, #KEYS, 4 do
  local id, code, instant, status = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  local token, below, log, fields = ARGV[i + 4], ARGV[i + 5], ARGV[i + 6], tonumber(ARGV[i + 7])
  i = i + 8
  local score = redis.call('ZSCORE', KEYS[1], id)
  local was = redis.call('HMGET', KEYS[n + 2], 'token', 'status')
  local stands = (was[2] or 'pending') == ARGV[2]
  local fits = score and stands and (below == '' or tonumber(score) < tonumber(below))
    and (token == '' or was[1] == token)
  if fits or not stands then redis.call('ZREM', KEYS[1], id) end
  if fits then
    redis.call('ZADD', KEYS[n], ARGV[1], id)
    redis.call('ZADD', KEYS[n + 1], instant, id)
    redis.call('HSET', KEYS[n + 2], 'status', status, 'finishedAt', ARGV[1], unpack(ARGV, i, i + 2 * fields - 1))
    redis.call('HDEL', KEYS[n + 2], 'token')
    if log ~= '' then redis.call('APPEND', KEYS[n + 3], log) end
    if redis.call('HGET', KEYS[2], code) == id then redis.call('HDEL', KEYS[2], code) end
    redis.call('HINCRBY', KEYS[3], code .. ' ' .. status, 1)
  end
  answer[#answer + 1] = fits and 1 or 0
  i = i + 2 * fields
end
return answer
