-- Writes the timetable of many jobs: withdraw, add, record a gap, move the watermark, and note which calendar counts
-- where that changes; per job all or nothing.
-- KEYS: pending, watermark, gaps, definitions
-- ARGV, per job: code, watermark it was computed from ('' = none), new watermark ('' = forget the job),
--   gap JSON ('' = none), end of the gap (ms), definitions JSON ('' = as they are), number withdrawn, number added,
--   withdrawn ids, (due ms, id) added
-- Answer, per job: 1 written, 0 the watermark had moved meanwhile
local answer, i = {}, 1
while i <= #ARGV do
  local code, expected, mark, gap, gapEnd = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4]
  local definitions, withdrawn, added = ARGV[i + 5], tonumber(ARGV[i + 6]), tonumber(ARGV[i + 7])
  i = i + 8
  local won = (redis.call('HGET', KEYS[2], code) or '') == expected
  if won then
    if withdrawn > 0 then redis.call('ZREM', KEYS[1], unpack(ARGV, i, i + withdrawn - 1)) end
    if added > 0 then redis.call('ZADD', KEYS[1], 'NX', unpack(ARGV, i + withdrawn, i + withdrawn + 2 * added - 1)) end
    if definitions ~= '' then redis.call('HSET', KEYS[4], code, definitions) end
    if gap ~= '' then redis.call('ZADD', KEYS[3], gapEnd, gap) end
    if mark == '' then redis.call('HDEL', KEYS[2], code) else redis.call('HSET', KEYS[2], code, mark) end
  end
  answer[#answer + 1] = won and 1 or 0
  i = i + withdrawn + 2 * added
end
return answer
