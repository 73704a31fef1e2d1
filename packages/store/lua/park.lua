-- Parks a released entry: nobody sends its id until what it waits for is free.
-- KEYS: released, parked, turns, held, entry
-- ARGV: id, job code, its place among the parked, what it waits for ('' = whoever has its job, else its turn)
-- Answer: 1 parked, 0 it is not waiting there any more
local id, waitsFor = ARGV[1], ARGV[4]
if redis.call('ZREM', KEYS[1], id) == 0 then return 0 end
for holder in string.gmatch(redis.call('HGET', KEYS[4], ARGV[2]) or '', '%S+') do
  if waitsFor == '' and string.match(holder, '~.*') == string.match(id, '~.*') then waitsFor = holder end
end
redis.call('ZREM', KEYS[3], id)
redis.call('ZADD', KEYS[2], 0, ARGV[3])
redis.call('HSET', KEYS[5], 'status', 'pending', 'parked', ARGV[3], 'waitsFor', waitsFor == '' and 'turn' or waitsFor)
return 1
