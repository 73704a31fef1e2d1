-- What a clockwork needs to know to decide that there is nothing to do; independent of the number of entries.
-- KEYS: pending, released, running, stamps, parked, owed
-- Answer: {first due, first released, first lease end, generated at, its digest, its revision, purged at,
--   its generation, any parked, first owed}, '' where none
local function first(key)
  return redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')[2] or ''
end
local stamps = redis.call('HMGET', KEYS[4], 'generatedAt', 'digest', 'revision', 'purgedAt', 'generation')
local answer = { first(KEYS[1]), first(KEYS[2]), first(KEYS[3]) }
for n = 1, 5 do answer[3 + n] = stamps[n] or '' end
answer[9] = redis.call('EXISTS', KEYS[5]) == 1 and '1' or ''
answer[10] = first(KEYS[6])
return answer
