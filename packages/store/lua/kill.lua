-- Asks for the end of a run; its owner hears of it when it next keeps its lease. Who asked first is the one named.
-- KEYS: entry
-- ARGV: now (ms), by whom, why, '1' when it is to end without grace
-- Answer: 1 asked, 0 it does not run
local was = redis.call('HMGET', KEYS[1], 'status', 'killAt')
if was[1] ~= 'running' then return 0 end
if not was[2] then redis.call('HSET', KEYS[1], 'killAt', ARGV[1], 'killBy', ARGV[2], 'killWhy', ARGV[3]) end
if ARGV[4] == '1' then redis.call('HSET', KEYS[1], 'killForce', '1') end
return 1
