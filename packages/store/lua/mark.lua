-- What is another text as soon as people would see something else of a lane; independent of the number of entries.
-- KEYS: pending, released, running, parked, then the finished ones of each status
-- Answer: a text
local NEWEST_FROM = 5
local parts = {}
local function add(key, from)
  for _, id in ipairs(redis.call('ZRANGE', key, from, from)) do parts[#parts + 1] = id end
end
add(KEYS[1], 0)
add(KEYS[1], -1)
for n, key in ipairs(KEYS) do
  parts[#parts + 1] = redis.call('ZCARD', key)
  if n >= NEWEST_FROM then add(key, -1) end
end
return table.concat(parts, ' ')
