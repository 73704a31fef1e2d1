-- Reads the last members of each of many sorted sets in one go.
-- KEYS: the sets
-- ARGV: how many of each
-- Answer, per set: its last members, the last one last
local answer = {}
for n, key in ipairs(KEYS) do answer[n] = redis.call('ZRANGE', key, -ARGV[1], -1) end
return answer
