-- Claims released entries: pending -> running, overlap and room judged, lease taken.
-- KEYS: released, running, held, parked, turns, then the entry of each
-- ARGV: now (ms), lease end (ms), worker, room in the lane (0 = any), then per entry: id, job code, token, runs of its
--   target at once, parked entries that go first: from ('' = none), from when it holds its job, to, its seat, job's params
-- Answer, per entry: {'claimed', released at, attempt, source, params}, {'held', holder}, {'full'} or {'gone'}; the
--   same to a claim sent again because its answer was lost
local answer, leases, room = {}, {}, tonumber(ARGV[4])
local function first(low, high)
  return low ~= '' and string.match(redis.call('ZRANGEBYLEX', KEYS[4], low, high, 'LIMIT', 0, 1)[1] or '', '%S+$')
end
for n = 6, #KEYS do
  local id, code, token, most, low, lowMine, high, seat, own = unpack(ARGV, n * 9 - 49, n * 9 - 41)
  local since, was = redis.call('ZSCORE', KEYS[1], id),
    redis.call('HMGET', KEYS[n], 'status', 'attempt', 'source', 'params', 'token', 'releasedAt', 'parked')
  local one = was[5] == token and { 'claimed', was[6], was[2], was[3] or '', was[4] or '' } or { 'gone' }
  if since and (was[1] or 'pending') ~= 'pending' then redis.call('ZREM', KEYS[1], id) elseif since then
    if was[7] then redis.call('ZREM', KEYS[4], was[7]) end
    local list, target, others, mine = redis.call('HGET', KEYS[3], code) or '', string.match(id, '~.*'), {}, false
    for other in string.gmatch(list, '%S+') do
      if other == id then mine = true elseif string.match(other, '~.*') == target then others[#others + 1] = other end
    end
    local holder = string.match(list, '^>.*') or others[tonumber(most)] and others[1] or first(mine and lowMine or low, high)
    local turn = room > 0 and redis.call('ZREM', KEYS[5], id) == 1
    local full = room > 0 and (not turn and first('[*', '(' .. seat)
      or redis.call('ZCARD', KEYS[2]) + #leases / 2 + redis.call('ZCARD', KEYS[5]) >= room)
    if not (holder or mine or full and low == '') then -- What may have to wait keeps its job while it waits for room.
      redis.call('HSET', KEYS[3], code, string.match(list .. ' ' .. id, '%S.*')) end
    if holder then one = { 'held', holder } elseif full then one = { 'full' } else
      if own ~= '' then redis.call('HSET', KEYS[n], 'jobParams', own) end
      redis.call('ZREM', KEYS[1], id)
      leases[#leases + 1], leases[#leases + 2] = ARGV[2], id
      redis.call('HSET', KEYS[n], 'status', 'running', 'token', token, 'worker', ARGV[3], 'releasedAt', since,
        'startedAt', ARGV[1], 'attempt', (was[2] or 0) + 1)
      one = { 'claimed', since, (was[2] or 0) + 1, was[3] or '', was[4] or '' }
    end
  end
  answer[#answer + 1] = one
end
if #leases > 0 then redis.call('ZADD', KEYS[2], unpack(leases)) end
return answer
