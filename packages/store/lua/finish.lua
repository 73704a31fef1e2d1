-- Ends entries; the only way into the ledger, whatever they were before.
-- KEYS: where they are (pending, released or running), held, counts,
--   then per entry: finished:<status>, job, entry, and its log if there is more of it
-- ARGV: now (ms), the status they must have (pending or running), only if scored below ('' = any), then per entry:
--   id, job code, instant (ms), status, token ('' = any), log tail ('' = none), number of further fields, the fields
-- Answer, per entry: 1 ended, 0 it was not there, or status, token or lease do not fit; one that runs or has ended
--   can stand in pending once more, written again after the clock was set back: it only leaves from there
local answer, ended, codes, ids, i, n = {}, {}, {}, {}, 4, 4
while n <= #KEYS do
  local id, code, status, token, log = ARGV[i], ARGV[i + 1], ARGV[i + 3], ARGV[i + 4], ARGV[i + 5]
  local last = i + 6 + 2 * tonumber(ARGV[i + 6])
  local was = redis.call('HMGET', KEYS[n + 2], 'token', 'status')
  local stands = (was[2] or 'pending') == ARGV[2]
  local fits = stands and (token == '' or was[1] == token)
    and (ARGV[3] == '' or tonumber(redis.call('ZSCORE', KEYS[1], id) or ARGV[3]) < tonumber(ARGV[3]))
  if (fits or not stands) and redis.call('ZREM', KEYS[1], id) == 0 then fits = false end
  if fits then
    ended[KEYS[n]] = ended[KEYS[n]] or {}
    table.insert(ended[KEYS[n]], ARGV[1])
    table.insert(ended[KEYS[n]], id)
    redis.call('ZADD', KEYS[n + 1], ARGV[i + 2], id)
    redis.call('HSET', KEYS[n + 2], 'status', status, 'finishedAt', ARGV[1], 'token', '', unpack(ARGV, i + 7, last))
    if log ~= '' then redis.call('APPEND', KEYS[n + 3], log) end
    redis.call('HINCRBY', KEYS[3], code .. ' ' .. status, 1)
    codes[#codes + 1] = code
    ids[#ids + 1] = id
  end
  answer[#answer + 1] = fits and 1 or 0
  i, n = last + 1, n + (log == '' and 3 or 4)
end
for key, members in pairs(ended) do redis.call('ZADD', key, unpack(members)) end
local free = { KEYS[2] }
for at, holder in ipairs(#codes > 0 and redis.call('HMGET', KEYS[2], unpack(codes)) or {}) do
  if holder == ids[at] then free[#free + 1] = codes[at] end
end
if #free > 1 then redis.call('HDEL', unpack(free)) end
return answer
