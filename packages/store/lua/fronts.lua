-- Finds who is first of everything parked entries wait for; the number of those behind them does not matter.
-- KEYS: parked
-- ARGV: at most, of those who wait for room at most
-- Answer: the ids
local ids, low = {}, '-'
while #ids < tonumber(ARGV[1]) do
  local place = redis.call('ZRANGEBYLEX', KEYS[1], low, '+', 'LIMIT', 0, 1)[1]
  if not place then break end
  local queue = string.match(place, '^%S+')
  local count = string.sub(queue, 1, 1) == '*' and ARGV[2] or 1
  local first = redis.call('ZRANGEBYLEX', KEYS[1], '[' .. place, '(' .. queue .. '!', 'LIMIT', 0, count)
  for _, one in ipairs(first) do ids[#ids + 1] = string.match(one, '%S+$') end
  low = '(' .. queue .. '!'
end
return ids
