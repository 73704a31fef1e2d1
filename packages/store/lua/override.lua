-- Lays overrides over paths and takes others away, each with its line in the audit trail; all of them or none.
-- KEYS: overrides, revision, audit
-- ARGV: the revision the change was decided on, then per change: path, JSON of the override ('' = take it away),
--   number of fields of its line, the fields
-- Answer: the new revision, 0 when another change came first
if (redis.call('GET', KEYS[2]) or '0') ~= ARGV[1] then return 0 end
local i = 2
while i <= #ARGV do
  local path, override, last = ARGV[i], ARGV[i + 1], i + 2 + tonumber(ARGV[i + 2])
  if override == '' then redis.call('HDEL', KEYS[1], path) else redis.call('HSET', KEYS[1], path, override) end
  redis.call('XADD', KEYS[3], '*', unpack(ARGV, i + 3, last))
  i = last + 1
end
return redis.call('INCR', KEYS[2])
