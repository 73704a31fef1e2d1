-- Parks a released entry: nobody sends its id until what it waits for is free.
-- KEYS: released, parked, turns, held, entry
-- ARGV: id, job code, its place among the parked, what it waits for ('' = whoever has its job, else its turn)
-- Answer: 1 parked, 0 it is not waiting there any more
local id, waitsFor = ARGV[1], ARGV[4]
if redis.call('ZREM', KEYS[1], id) == 0 then return 0 end
-- Who waits for room keeps its job. Who waits for its job has none: it may have been woken since it was told to wait.
local others, keeps = {}, string.sub(ARGV[3], 1, 1) == '*'
for holder in string.gmatch(redis.call('HGET', KEYS[4], ARGV[2]) or '', '%S+') do
  if holder ~= id or keeps then others[#others + 1] = holder end
  if waitsFor == '' and holder ~= id and string.match(holder, '~.*') == string.match(id, '~.*') then waitsFor = holder end
end
if #others == 0 then redis.call('HDEL', KEYS[4], ARGV[2])
else redis.call('HSET', KEYS[4], ARGV[2], table.concat(others, ' ')) end
redis.call('ZREM', KEYS[3], id)
redis.call('ZADD', KEYS[2], 0, ARGV[3])
redis.call('HSET', KEYS[5], 'status', 'pending', 'parked', ARGV[3], 'waitsFor', waitsFor == '' and 'turn' or waitsFor)
return 1
