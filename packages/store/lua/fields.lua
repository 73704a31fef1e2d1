-- Reads the same fields of each of many hashes in one go.
-- KEYS: the hashes
-- ARGV: the fields
-- Answer, per hash: their values, '' where it has none
local answer = {}
for n, key in ipairs(KEYS) do
  answer[n] = redis.call('HMGET', key, unpack(ARGV))
  for at = 1, #ARGV do answer[n][at] = answer[n][at] or '' end
end
return answer
