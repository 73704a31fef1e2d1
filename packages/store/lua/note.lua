-- Keeps what a run has said so far, while it still owns its entry.
-- KEYS: entry, log
-- ARGV: token, log lines ('' = none), then field and value pairs
-- Answer: 1 kept, 0 the run is no longer the owner
if redis.call('HGET', KEYS[1], 'token') ~= ARGV[1] then return 0 end
if ARGV[2] ~= '' then redis.call('APPEND', KEYS[2], ARGV[2]) end
if #ARGV > 2 then redis.call('HSET', KEYS[1], unpack(ARGV, 3)) end
return 1
