-- Closes a lane to a job that belongs to another one by now, unless a run of it is still alive here.
-- KEYS: held, running
-- ARGV: job code, '>' and the lane it belongs to
-- Answer: an entry that still runs, '' when the lane is closed
for id in string.gmatch(redis.call('HGET', KEYS[1], ARGV[1]) or '', '[^%s>]%S+') do
  if redis.call('ZSCORE', KEYS[2], id) then return id end
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return ''
