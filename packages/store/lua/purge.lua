-- Forgets finished entries that are old enough, with everything kept of them.
-- KEYS: finished:<status>, forgotten, then per entry: job, entry, log
-- ARGV: finished at or before (ms), the latest instant among them (ms), ids
-- Answer: how many went
local gone = 0
for i = 3, #ARGV do
  local score = redis.call('ZSCORE', KEYS[1], ARGV[i])
  if score and tonumber(score) <= tonumber(ARGV[1]) then
    local at = 3 + (i - 3) * 3
    redis.call('ZREM', KEYS[1], ARGV[i])
    redis.call('ZREM', KEYS[at], ARGV[i])
    redis.call('UNLINK', KEYS[at + 1], KEYS[at + 2])
    gone = gone + 1
  end
end
-- Up to there a missing entry proves nothing any more.
if gone > 0 then redis.call('ZADD', KEYS[2], 'GT', ARGV[2], 'entries') end
return gone
