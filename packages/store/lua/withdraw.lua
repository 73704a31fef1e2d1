-- Takes back one entry that has not started, as if it had never been written.
-- KEYS: pending, released, entry
-- ARGV: id
-- Answer: 1 withdrawn, 0 it is not waiting
local taken = redis.call('ZREM', KEYS[1], ARGV[1]) + redis.call('ZREM', KEYS[2], ARGV[1])
if taken > 0 then redis.call('DEL', KEYS[3]) end
return taken > 0 and 1 or 0
