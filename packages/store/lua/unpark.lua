-- Releases parked entries whose turn it is: the job or the room they waited for is kept for them until they are claimed.
-- KEYS: parked, released, held, running, turns, then the entry of each
-- ARGV: now (ms), room in the lane (0 = any), then per entry: id, job code
-- Answer: the ids of those whose turn it is
local turned, room = {}, tonumber(ARGV[2])
for n = 6, #KEYS do
  local id, code = ARGV[n * 2 - 9], ARGV[n * 2 - 8]
  local place = redis.call('HGET', KEYS[n], 'parked') or ''
  local queue, list = string.match(place, '^%S*'), redis.call('HGET', KEYS[3], code) or ''
  local first = redis.call('ZRANGEBYLEX', KEYS[1], '[' .. queue .. ' ', '(' .. queue .. '!', 'LIMIT', 0, 1)[1]
  local free = first == place
  if free and string.sub(queue, 1, 1) == '*' then
    free = room == 0 or redis.call('ZCARD', KEYS[4]) + redis.call('ZCARD', KEYS[5]) < room
    if free and room > 0 then redis.call('ZADD', KEYS[5], ARGV[1], id) end
  elseif free and string.sub(list, 1, 1) ~= '>' then
    local others = string.gsub(' ' .. list .. ' ', ' ' .. string.gsub(id, '%p', '%%%0') .. ' ', ' ')
    for one in string.gmatch(others, '%S+') do
      if string.match(one, '~.*') == string.match(id, '~.*') then free = false end
    end
    if free then redis.call('HSET', KEYS[3], code, string.match(others .. id, '%S.*')) end
  end
  if free then
    redis.call('ZREM', KEYS[1], place)
    redis.call('HDEL', KEYS[n], 'parked', 'waitsFor')
    redis.call('ZADD', KEYS[2], ARGV[1], id)
    turned[#turned + 1] = id
  end
end
return turned
