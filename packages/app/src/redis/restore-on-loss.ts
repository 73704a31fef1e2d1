import { type Logger, sentenceOf } from '@horarium/core'
import type { Redis } from '@horarium/store'
import type { RedisLease } from './ensure-redis.js'

/**
 * Brings an embedded server back as soon as the connection to it is lost: nobody else looks after it, and every
 * process of the project may be the one that notices. Answers what waits for an attempt under way.
 */
export function restoreOnLoss(redis: Redis, lease: RedisLease, logger: Logger): () => Promise<void> {
  let attempt: Promise<void> | undefined
  const restore = async (): Promise<void> => {
    try {
      await lease.restore()
    } catch (error) {
      logger.error('the embedded redis could not be restored', { error: sentenceOf(error) })
    }
    attempt = undefined
  }
  // Never told when we ourselves close the connection, and told again for as long as nobody answers.
  redis.on('reconnecting', () => {
    if (lease.kind !== 'embedded' || attempt) return
    logger.warn('the embedded redis was lost and is being restored', { address: lease.address })
    attempt = restore()
  })
  return async () => attempt
}
