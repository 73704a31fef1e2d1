-- Takes back one entry that has not started, as if it had never been written.
-- KEYS: pending, released, entry, held, parked, turns
-- ARGV: id, job code
-- Answer: 1 withdrawn, 0 it is not waiting
local id, was = ARGV[1], redis.call('HMGET', KEYS[3], 'status', 'parked')
local taken = redis.call('ZREM', KEYS[1], id) + redis.call('ZREM', KEYS[2], id)
if was[2] then taken = taken + redis.call('ZREM', KEYS[5], was[2]) end
-- One that runs or has ended can stand in pending once more, written again after the clock was set back.
if taken == 0 or (was[1] or 'pending') ~= 'pending' then return 0 end
redis.call('ZREM', KEYS[6], id)
local held, own = redis.call('HGET', KEYS[4], ARGV[2]) or '', ' ' .. string.gsub(id, '%p', '%%%0') .. ' '
local left = string.match(string.gsub(' ' .. held .. ' ', own, ' '), '^ *(.-) *$')
if left == '' then redis.call('HDEL', KEYS[4], ARGV[2]) else redis.call('HSET', KEYS[4], ARGV[2], left) end
redis.call('DEL', KEYS[3])
return 1
