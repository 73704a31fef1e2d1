-- Says that a configuration is in use. One that was never seen, or is brought again, is the newest from now on.
-- KEYS: configurations
-- ARGV: digest, in use until (ms), by whom, '1' = it is brought, how many to remember
-- Answer: digest and '<generation> <in use until> <by whom>' of each, in turns
local newest, oldest, oldestAt, count = 0, nil, nil, 0
local all = redis.call('HGETALL', KEYS[1])
for i = 2, #all, 2 do
  local generation = tonumber(string.match(all[i], '^%d+'))
  newest, count = math.max(newest, generation), count + 1
  if not oldestAt or generation < oldestAt then oldest, oldestAt = all[i - 1], generation end
end
local known = redis.call('HGET', KEYS[1], ARGV[1])
local generation, till = newest + 1, tonumber(ARGV[2])
if known then
  local old, before = string.match(known, '^(%d+) (%d+)')
  till = math.max(till, tonumber(before))
  if ARGV[4] ~= '1' or tonumber(old) == newest then generation = tonumber(old) end
elseif count >= tonumber(ARGV[5]) then
  redis.call('HDEL', KEYS[1], oldest)
end
redis.call('HSET', KEYS[1], ARGV[1], string.format('%d %d %s', generation, till, ARGV[3]))
return redis.call('HGETALL', KEYS[1])
