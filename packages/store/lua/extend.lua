-- Extends the leases of a worker's runs.
-- KEYS: running, then the entry of each
-- ARGV: lease end (ms), then per entry: id, token
-- Answer: the ids whose lease was lost
local lost = {}
for n = 2, #KEYS do
  local id, token = ARGV[2 * n - 2], ARGV[2 * n - 1]
  if redis.call('HGET', KEYS[n], 'token') == token and redis.call('ZSCORE', KEYS[1], id) then
    redis.call('ZADD', KEYS[1], 'XX', ARGV[1], id)
  else
    lost[#lost + 1] = id
  end
end
return lost
