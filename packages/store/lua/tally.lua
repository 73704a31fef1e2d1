-- Counts what sets hold between two scores, and how it spreads over stretches; nothing is read but the counts.
-- KEYS: sorted sets
-- ARGV: a set that holds no more is not divided, then the edges of the stretches: from one, inclusive, up to the next
-- Answer, per set: how many in all, then, where it is divided, how many in each stretch
local answer, last = {}, '(' .. ARGV[#ARGV]
for n, key in ipairs(KEYS) do
  local own = { redis.call('ZCOUNT', key, ARGV[2], last) }
  if own[1] > tonumber(ARGV[1]) then
    for i = 2, #ARGV - 1 do own[i] = redis.call('ZCOUNT', key, ARGV[i], '(' .. ARGV[i + 1]) end
  end
  answer[n] = own
end
return answer
