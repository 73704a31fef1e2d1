-- Ends entries; the only way into the ledger, whatever they were before.
-- KEYS: where they are (pending, released, parked or running), held, counts, parked, turns,
--   then per entry: finished:<status>, job, entry, and its log if there is more of it
-- ARGV: now (ms), the status they must have (pending or running), only if scored below ('' = any), then per entry:
--   id, job code, instant (ms), status, token ('' = any), log tail ('' = none), number of further fields, the fields
-- Answer, per entry: 1 ended, 0 it was not there, or status, token or lease do not fit; one that runs or has ended can
--   stand in pending once more, written again after the clock was set back: it only leaves. Then: 1 if any are parked
local answer, ended, i, n = {}, {}, 4, 6
local turns = redis.call('EXISTS', KEYS[5]) == 1
while n <= #KEYS do
  local id, code, status, token, log = ARGV[i], ARGV[i + 1], ARGV[i + 3], ARGV[i + 4], ARGV[i + 5]
  local last = i + 6 + 2 * tonumber(ARGV[i + 6])
  local was = redis.call('HMGET', KEYS[n + 2], 'token', 'status', 'parked')
  local stands, member = (was[2] or 'pending') == ARGV[2], KEYS[1] == KEYS[4] and was[3] or id
  local fits = stands and (token == '' or was[1] == token)
    and (ARGV[3] == '' or tonumber(redis.call('ZSCORE', KEYS[1], id) or ARGV[3]) < tonumber(ARGV[3]))
  if (fits or not stands) and redis.call('ZREM', KEYS[1], member) == 0 then fits = false end
  if fits then
    ended[KEYS[n]] = ended[KEYS[n]] or {}
    table.insert(ended[KEYS[n]], ARGV[1])
    table.insert(ended[KEYS[n]], id)
    redis.call('ZADD', KEYS[n + 1], ARGV[i + 2], id)
    redis.call('HSET', KEYS[n + 2], 'status', status, 'finishedAt', ARGV[1], 'token', '', unpack(ARGV, i + 7, last))
    if log ~= '' then redis.call('APPEND', KEYS[n + 3], log) end
    redis.call('HINCRBY', KEYS[3], code .. ' ' .. status, 1)
    if was[3] then redis.call('HDEL', KEYS[n + 2], 'parked', 'waitsFor'); redis.call('ZREM', KEYS[4], was[3]) end
    if turns then redis.call('ZREM', KEYS[5], id) end
    local held, own = redis.call('HGET', KEYS[2], code) or '', ' ' .. string.gsub(id, '%p', '%%%0') .. ' '
    local left = string.match(string.gsub(' ' .. held .. ' ', own, ' '), '^ *(.-) *$')
    if left == '' then redis.call('HDEL', KEYS[2], code) else redis.call('HSET', KEYS[2], code, left) end
  end
  answer[#answer + 1] = fits and 1 or 0
  i, n = last + 1, n + (log == '' and 3 or 4)
end
for key, members in pairs(ended) do redis.call('ZADD', key, unpack(members)) end
answer[#answer + 1] = redis.call('EXISTS', KEYS[4])
return answer
