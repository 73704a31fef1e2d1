-- Reads the last member of each of many sorted sets in one go.
-- KEYS: the sets
-- Answer, per set: its last member, '' where it is empty
local answer = {}
for n, key in ipairs(KEYS) do answer[n] = redis.call('ZRANGE', key, -1, -1)[1] or '' end
return answer
