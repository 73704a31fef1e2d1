-- Picks entries that were released but never claimed, so that their ids are sent again; one caller gets each.
-- KEYS: released
-- ARGV: now (ms), released before (ms), at most
-- Answer: the ids
local ids = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[2], 'LIMIT', 0, ARGV[3])
for _, id in ipairs(ids) do redis.call('ZADD', KEYS[1], 'XX', ARGV[1], id) end
return ids
