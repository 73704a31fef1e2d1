-- Reads the same ranks of each of many sorted sets.
-- KEYS: the sets
-- ARGV: the first rank and the last
-- Answer, per set: its members there
local answer = {}
for n, key in ipairs(KEYS) do answer[n] = redis.call('ZRANGE', key, ARGV[1], ARGV[2]) end
return answer
