export { ensureRedis, type RedisLease, type RedisOrder } from './ensure-redis.js'
export { type BinarySearch, findRedisBinary, type RedisBinary } from './find-binary.js'
export { restoreOnLoss } from './restore-on-loss.js'
export { type PrivateRedis, type PrivateRedisOrder, startPrivateRedis } from './private-redis.js'
