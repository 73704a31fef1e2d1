-- Forgets finished entries that are old enough, with everything kept of them.
-- KEYS: finished:<status>, then per entry: job, entry, log
-- ARGV: finished at or before (ms), ids
-- Answer: how many went
local gone = 0
for i = 2, #ARGV do
  local score = redis.call('ZSCORE', KEYS[1], ARGV[i])
  if score and tonumber(score) <= tonumber(ARGV[1]) then
    local at = 2 + (i - 2) * 3
    redis.call('ZREM', KEYS[1], ARGV[i])
    redis.call('ZREM', KEYS[at], ARGV[i])
    redis.call('UNLINK', KEYS[at + 1], KEYS[at + 2])
    gone = gone + 1
  end
end
return gone
