-- Reads how each of many entries stands in one go.
-- KEYS: the entries
-- Answer, per entry: its status, '' where it has none
local answer = {}
for n, key in ipairs(KEYS) do answer[n] = redis.call('HGET', key, 'status') or '' end
return answer
