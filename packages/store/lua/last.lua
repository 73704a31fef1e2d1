-- Looks at the last member of each of many sorted sets.
-- KEYS: the sets, and perhaps one more
-- ARGV: how many are looked at
-- Answer: a word for each: '' where it is empty, else its last score; or, with one more, 1 where its last member is in that
local call, count = redis.call, tonumber(ARGV[1])
local other = KEYS[count + 1]
local answer = {}
for n = 1, count do
  local key = KEYS[n]
  if other then
    local last = call('ZRANGE', key, -1, -1)[1]
    answer[n] = last and (call('ZSCORE', other, last) and '1' or '0') or ''
  else
    answer[n] = call('ZRANGE', key, -1, -1, 'WITHSCORES')[2] or ''
  end
end
return table.concat(answer, ' ')
