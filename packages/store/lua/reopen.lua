-- Opens a lane again to a job that has come back to it.
-- KEYS: held
-- ARGV: job code
-- Answer: 1 opened, 0 it was not closed
local holder = redis.call('HGET', KEYS[1], ARGV[1])
if not holder or string.sub(holder, 1, 1) ~= '>' then return 0 end
return redis.call('HDEL', KEYS[1], ARGV[1])
