-- Writes what a look has decided, all of it, unless another look has begun since.
-- KEYS: look, and whatever is written to
-- ARGV: token, then per command: its name, which of the keys, number of further arguments, these
-- Answer: 1 written, 0 another has begun
if redis.call('HGET', KEYS[1], 'token') ~= ARGV[1] then return 0 end
local i = 2
while i <= #ARGV do
  local last = i + 2 + tonumber(ARGV[i + 2])
  redis.call(ARGV[i], KEYS[tonumber(ARGV[i + 1])], unpack(ARGV, i + 3, last))
  i = last + 1
end
return 1
