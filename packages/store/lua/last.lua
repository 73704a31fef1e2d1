-- Looks at the last member of each of many sorted sets.
-- KEYS: the sets, and perhaps some more
-- ARGV: how many are looked at
-- Answer: a word for each: '' where it is empty, else its last member; or, with some more, 1 where its last member is in one of those
local count = tonumber(ARGV[1])
local answer, last, places = {}, {}, {}
for n = 1, count do
  local one = redis.call('ZRANGE', KEYS[n], -1, -1)[1]
  answer[n] = one or ''
  if one then last[#last + 1], places[#places + 1] = one, n end
end
for i = 1, KEYS[count + 1] and #last or 0 do answer[places[i]] = '0' end
for n = count + 1, last[1] and #KEYS or 0 do
  for i, score in ipairs(redis.call('ZMSCORE', KEYS[n], unpack(last))) do
    if score then answer[places[i]] = '1' end
  end
end
return table.concat(answer, ' ')
