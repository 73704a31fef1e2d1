-- Adds one entry by hand, unless that instant of the job is already written, runs or is finished.
-- KEYS: target zset (pending or released), pending, released, entry
-- ARGV: id, score, then field and value pairs of the entry
-- Answer: 1 added, 0 there already
local id = ARGV[1]
if redis.call('EXISTS', KEYS[4]) == 1 or redis.call('ZSCORE', KEYS[2], id) or redis.call('ZSCORE', KEYS[3], id) then
  return 0
end
redis.call('ZADD', KEYS[1], ARGV[2], id)
redis.call('HSET', KEYS[4], unpack(ARGV, 3))
return 1
