-- Sends a run that failed back to wait for its next attempt: running -> pending, what became of it kept, its job freed.
-- KEYS: running, pending, released, held, entry, log
-- ARGV: now (ms), only if its lease ended before (ms, '' = any), token ('' = any), id, job code, next attempt (ms),
--   log lines, reason, name and message of the error ('' = none)
-- Answer: 1 sent back, 0 it does not run, or token or lease do not fit
local id, code, due = ARGV[4], ARGV[5], ARGV[6]
local was = redis.call('HMGET', KEYS[5], 'status', 'token', 'attempt', 'startedAt', 'worker', 'attempts')
local lease = redis.call('ZSCORE', KEYS[1], id)
if not lease or was[1] ~= 'running' then return 0 end
if ARGV[3] ~= '' and was[2] ~= ARGV[3] then return 0 end
if ARGV[2] ~= '' and tonumber(lease) >= tonumber(ARGV[2]) then return 0 end
redis.call('ZREM', KEYS[1], id)
-- Written again after the clock was set back and released since: it must not start before its time.
redis.call('ZREM', KEYS[3], id)
redis.call('ZADD', KEYS[2], due, id)
local attempt = cjson.encode({ attempt = was[3], startedAt = was[4], worker = was[5], finishedAt = ARGV[1],
  reason = ARGV[8], errorName = ARGV[9], errorMessage = ARGV[10] })
redis.call('HDEL', KEYS[5], 'releasedAt', 'startedAt', 'worker', 'message', 'progress', 'jobParams')
redis.call('HSET', KEYS[5], 'status', 'pending', 'token', '', 'dueAt', due, 'attempts', (was[6] or '') .. attempt .. '\n')
if ARGV[7] ~= '' then redis.call('APPEND', KEYS[6], ARGV[7]) end
local held, own = redis.call('HGET', KEYS[4], code) or '', ' ' .. string.gsub(id, '%p', '%%%0') .. ' '
local left = string.match(string.gsub(' ' .. held .. ' ', own, ' '), '^ *(.-) *$')
if left == '' then redis.call('HDEL', KEYS[4], code) else redis.call('HSET', KEYS[4], code, left) end
return 1
