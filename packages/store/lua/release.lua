-- Moves due entries from the timetable to the queue's side.
-- KEYS: pending, released
-- ARGV: now (ms), ids
-- Answer: the ids this call moved
local moved = {}
for i = 2, #ARGV do
  if redis.call('ZREM', KEYS[1], ARGV[i]) == 1 then
    redis.call('ZADD', KEYS[2], ARGV[1], ARGV[i])
    moved[#moved + 1] = ARGV[i]
  end
end
return moved
