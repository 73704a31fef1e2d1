-- Parks a released entry: nobody sends its id until what it waits for is free.
-- KEYS: released, parked, turns, entry
-- ARGV: id, its place among the parked, what it waits for
-- Answer: 1 parked, 0 it is not waiting there any more
if redis.call('ZREM', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('ZREM', KEYS[3], ARGV[1])
redis.call('ZADD', KEYS[2], 0, ARGV[2])
redis.call('HSET', KEYS[4], 'status', 'pending', 'parked', ARGV[2], 'waitsFor', ARGV[3])
return 1
