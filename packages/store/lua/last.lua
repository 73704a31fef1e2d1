-- Looks at the last member of each of many sorted sets.
-- KEYS: the sets, and perhaps one more
-- ARGV: how many are looked at
-- Answer: a word for each: '' where it is empty, else its last score; or, with one more, 1 where its last member is in that
local count = tonumber(ARGV[1])
local other = KEYS[count + 1]
local answer = {}
for n = 1, count do
  local last = redis.call('ZRANGE', KEYS[n], -1, -1, 'WITHSCORES')
  if last[1] and other then last[2] = redis.call('ZSCORE', other, last[1]) and '1' or '0' end
  answer[n] = last[2] or ''
end
return table.concat(answer, ' ')
