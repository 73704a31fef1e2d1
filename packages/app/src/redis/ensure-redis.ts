import { joinEmbeddedRedis } from './embedded-redis.js'
import { refuseEviction } from './eviction.js'
import { findExternalRedis } from './external-redis.js'

export interface RedisOrder {
  readonly projectDirectory: string
  /** REDIS_URL and PATH are read. */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly onNotice: (sentence: string) => void
  /** Go on with a store that may drop entries. */
  readonly unsafeEviction?: boolean
}

/** The right to use a Redis until `leave`. */
export interface RedisLease {
  /** What `connectRedis` takes: a URL, or the absolute path of a unix socket. */
  readonly address: string
  readonly kind: 'external' | 'embedded'
  /** For a person; without the password. */
  readonly description: string
  /** Brings an embedded server back that is gone; one that somebody else runs is theirs to restart. */
  restore(): Promise<void>
  leave(): Promise<void>
}

/**
 * Finds the Redis of a project: REDIS_URL, else the embedded server its processes share, started if need be.
 * Throws `redis-unreachable` when there is none, `redis-unsafe` when it would drop entries, `configuration` when
 * REDIS_URL is wrong.
 */
export async function ensureRedis(order: RedisOrder): Promise<RedisLease> {
  const { projectDirectory, environment, onNotice, unsafeEviction = false } = order
  const redisUrl = environment['REDIS_URL']?.trim()
  if (!redisUrl) {
    const path = environment['PATH']
    return { kind: 'embedded', ...(await joinEmbeddedRedis({ projectDirectory, path, onNotice })) }
  }
  const { address, server, masters } = await findExternalRedis(redisUrl)
  for (const master of masters) refuseEviction(master.facts, { server: master.server, unsafeEviction, onNotice })
  return {
    kind: 'external',
    address,
    description: server,
    restore: async () => undefined,
    leave: async () => undefined,
  }
}
