-- Begins a look for alerts, unless the last one began less than so long ago: one for the whole instance.
-- KEYS: look
-- ARGV: now (ms), how far apart looks are (ms), token
-- Answer: up to when the last that ended had seen everything (ms) and the digest of the jobs it watched, '' where
--   there is none; nothing when it is not time yet
local at = tonumber(redis.call('HGET', KEYS[1], 'at') or '')
-- A clock that was set back does not hold up looks.
if at and math.abs(tonumber(ARGV[1]) - at) < tonumber(ARGV[2]) then return {} end
redis.call('HSET', KEYS[1], 'at', ARGV[1], 'token', ARGV[3])
return { redis.call('HGET', KEYS[1], 'seen') or '', redis.call('HGET', KEYS[1], 'digest') or '' }
