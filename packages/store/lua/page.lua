-- Reads a page of a sorted set behind a place, by score and then by member; whether the place is still taken does not matter.
-- KEYS: the set
-- ARGV: 'up' or 'down', score of the place, member of the place, at most
-- Answer: members and scores in turn
local way, score, member, most = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
-- `<` would ask the locale of the server, Redis itself compares bytes.
local function isBefore(a, b)
  for at = 1, math.min(#a, #b) do
    local x, y = string.byte(a, at), string.byte(b, at)
    if x ~= y then return x < y end
  end
  return #a < #b
end
local low = redis.call('ZCOUNT', KEYS[1], '-inf', '(' .. score)
local high = redis.call('ZCOUNT', KEYS[1], '-inf', score)
while low < high do
  local middle = math.floor((low + high) / 2)
  local one = redis.call('ZRANGE', KEYS[1], middle, middle)[1]
  if isBefore(one, member) or (way == 'up' and one == member) then low = middle + 1 else high = middle end
end
if way == 'up' then return redis.call('ZRANGE', KEYS[1], low, low + most - 1, 'WITHSCORES') end
local behind = redis.call('ZCARD', KEYS[1]) - low
return redis.call('ZREVRANGE', KEYS[1], behind, behind + most - 1, 'WITHSCORES')
