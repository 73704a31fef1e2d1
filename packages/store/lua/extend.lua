-- Extends the leases of a worker's runs, and tells which of them somebody wants to end.
-- KEYS: running, then the entry of each
-- ARGV: now (ms), lease end (ms), then per entry: id, token
-- Answer: {id} for each whose lease was lost, {id, by whom, why, '1' or ''} for each that is to end
local answer = {}
for n = 2, #KEYS do
  local id, token = ARGV[2 * n - 1], ARGV[2 * n]
  local was = redis.call('HMGET', KEYS[n], 'token', 'killBy', 'killWhy', 'killForce')
  if was[1] ~= token or not redis.call('ZSCORE', KEYS[1], id) then
    answer[#answer + 1] = { id }
  else
    redis.call('ZADD', KEYS[1], 'XX', ARGV[2], id)
    if was[2] then
      redis.call('HSETNX', KEYS[n], 'killSeenAt', ARGV[1])
      answer[#answer + 1] = { id, was[2], was[3], was[4] or '' }
    end
  end
end
return answer
