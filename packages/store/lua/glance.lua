-- What a clockwork needs to know to decide that there is nothing to do; independent of the number of entries.
-- KEYS: pending, released, running, stamps
-- Answer: {first due, first released, first lease end, generated at, generated digest, purged at}, '' where none
local function first(key)
  return redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')[2] or ''
end
local stamps = redis.call('HMGET', KEYS[4], 'generatedAt', 'digest', 'purgedAt')
return { first(KEYS[1]), first(KEYS[2]), first(KEYS[3]), stamps[1] or '', stamps[2] or '', stamps[3] or '' }
