-- Claims released entries: pending -> running, overlap checked, lease taken.
-- KEYS: released, running, held, then the entry of each
-- ARGV: now (ms), lease end (ms), worker, then per entry: id, job code, token
-- Answer, per entry: {'claimed', released at, attempt, source, params}, {'held', holder} or {'gone'}
local answer, leases = {}, {}
for n = 4, #KEYS do
  local at = 4 + (n - 4) * 3
  local id, code, token = ARGV[at], ARGV[at + 1], ARGV[at + 2]
  local releasedAt = redis.call('ZSCORE', KEYS[1], id)
  local was = releasedAt and redis.call('HMGET', KEYS[n], 'status', 'attempt', 'source', 'params')
  if not releasedAt then
    -- A claim whose answer was lost with the connection is sent again: what it took it still has.
    local own = redis.call('HMGET', KEYS[n], 'token', 'releasedAt', 'attempt', 'source', 'params')
    answer[#answer + 1] = own[1] == token and { 'claimed', own[2], own[3], own[4] or '', own[5] or '' } or { 'gone' }
  elseif was[1] and was[1] ~= 'pending' then
    redis.call('ZREM', KEYS[1], id)
    answer[#answer + 1] = { 'gone' }
  elseif redis.call('HSETNX', KEYS[3], code, id) == 0 then
    answer[#answer + 1] = { 'held', redis.call('HGET', KEYS[3], code) }
  else
    local attempt = (tonumber(was[2]) or 0) + 1
    redis.call('ZREM', KEYS[1], id)
    leases[#leases + 1] = ARGV[2]
    leases[#leases + 1] = id
    redis.call('HSET', KEYS[n], 'status', 'running', 'token', token, 'worker', ARGV[3],
      'releasedAt', releasedAt, 'startedAt', ARGV[1], 'attempt', attempt)
    answer[#answer + 1] = { 'claimed', releasedAt, tostring(attempt), was[3] or '', was[4] or '' }
  end
end
if #leases > 0 then redis.call('ZADD', KEYS[2], unpack(leases)) end
return answer
