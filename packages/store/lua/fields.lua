-- Reads some fields of many entries.
-- KEYS: entries
-- ARGV: the fields; only the last may hold a line break
-- Answer: per entry its values, a line each, empty for those it has not
local answer = {}
for n, key in ipairs(KEYS) do
  local values = redis.call('HMGET', key, unpack(ARGV))
  for i = 1, #ARGV do values[i] = values[i] or '' end
  answer[n] = table.concat(values, '\n')
end
return answer
