-- Reads a page of a sorted set behind a place, by score and then by member; whether the place is still taken does not matter.
-- KEYS: the set
-- ARGV: 'up' or 'down', score and member of the place, at most so many, of so many looked at, then texts in small letters:
--       only members that contain one of them
-- Answer: '1' at the end of the set, how many were looked at, members and scores in turn, at last of the last looked at
local way, score, member, most, look = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
-- `<` would ask the locale of the server, Redis itself compares bytes.
local function isBefore(a, b)
  for at = 1, math.min(#a, #b) do
    local x, y = string.byte(a, at), string.byte(b, at)
    if x ~= y then return x < y end
  end
  return #a < #b
end
local function fits(one)
  local text = string.lower(one)
  for n = 6, #ARGV do if string.find(text, ARGV[n], 1, true) then return true end end
  return #ARGV == 5
end
local low = redis.call('ZCOUNT', KEYS[1], '-inf', '(' .. score)
local high = redis.call('ZCOUNT', KEYS[1], '-inf', score)
while low < high do
  local middle = math.floor((low + high) / 2)
  local one = redis.call('ZRANGE', KEYS[1], middle, middle)[1]
  if isBefore(one, member) or (way == 'up' and one == member) then low = middle + 1 else high = middle end
end
local read, from = 'ZRANGE', low
if way == 'down' then read, from = 'ZREVRANGE', redis.call('ZCARD', KEYS[1]) - low end
local page = redis.call(read, KEYS[1], from, from + look - 1)
local found, looked = {}, 0
while looked < #page and #found < most do
  looked = looked + 1
  if fits(page[looked]) then found[#found + 1] = page[looked] end
end
local answer = { looked == #page and #page < look and '1' or '', looked }
if looked == 0 then return answer end
found[#found + 1] = page[looked]
-- To write all scores as text would take longer than to look for the few that are told.
for n, told in ipairs(redis.call('ZMSCORE', KEYS[1], unpack(found))) do
  answer[2 * n + 1], answer[2 * n + 2] = found[n], told
end
return answer
