-- Closes a lane to a job that belongs to another one by now, unless a run of it is still alive here.
-- KEYS: held
-- ARGV: job code, '>' and the lane it belongs to
-- Answer: the entry that still runs, '' when the lane is closed
local holder = redis.call('HGET', KEYS[1], ARGV[1])
if holder and string.sub(holder, 1, 1) ~= '>' then return holder end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return ''
