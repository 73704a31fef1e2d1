import { HorariumError } from '@horarium/core'
import { Cluster, Redis as SingleRedis } from 'ioredis'
import { parseRedisAddress, type RedisAddress } from './redis-address.js'

/** A connection to one server, to the master that Sentinels name, or to all nodes of a cluster. */
export type Redis = SingleRedis | Cluster

// Longer than BullMQ's 10 s blocking read: a hung master keeps its socket open and is noticed only by silence.
const SOCKET_TIMEOUT_MS = 15_000
const RETRY_STEP_MS = 100
const RETRY_CAP_MS = 1_000
// A failover takes seconds, and each of them sends a command back and forth a few times.
const REDIRECTIONS = Number.POSITIVE_INFINITY

const PATIENCE = { maxRetriesPerRequest: null, socketTimeout: SOCKET_TIMEOUT_MS } as const
const SINGLE = { ...PATIENCE, retryStrategy: retryAfterMs, reconnectOnError: isDemoted } as const

/**
 * Connects to a Redis. Reconnects for ever, at most a second apart (an exponential retry costs up to 18 s after an
 * outage), and never gives up on a command.
 */
export function connectRedis(text: string): Redis {
  const address = parseRedisAddress(text)
  if (!address) throw new HorariumError('configuration', 'That is no address of a Redis.')
  if (address.kind === 'cluster') return connectCluster(address)
  if (address.kind === 'sentinel') return connectSentinel(address)
  return address.kind === 'socket'
    ? new SingleRedis({ ...SINGLE, path: address.path })
    : new SingleRedis(address.url, SINGLE)
}

function connectCluster({ nodes, login, tls }: RedisAddress & { kind: 'cluster' }): Cluster {
  return new Cluster([...nodes], {
    clusterRetryStrategy: retryAfterMs,
    maxRedirections: REDIRECTIONS,
    redisOptions: { ...PATIENCE, ...login, ...(tls && { tls: {} }) },
    // A certificate is made out to a name, not to the address the name stands for.
    ...(tls && { dnsLookup: (host, found) => found(null, host) }),
  })
}

function connectSentinel(address: RedisAddress & { kind: 'sentinel' }): SingleRedis {
  const { sentinels, master, database, login, sentinelLogin, tls } = address
  const { username, password } = sentinelLogin
  return new SingleRedis({
    ...SINGLE,
    ...login,
    sentinels: [...sentinels],
    name: master,
    db: database,
    sentinelRetryStrategy: retryAfterMs,
    // Not failoverDetector: news of a failover that comes while it connects ends the connection for good (ioredis 6.0.0).
    ...(username !== undefined && { sentinelUsername: username }),
    ...(password !== undefined && { sentinelPassword: password }),
    ...(tls && { tls: {}, sentinelTLS: {}, enableTLSForSentinelMode: true }),
  })
}

function retryAfterMs(tries: number): number {
  return Math.min(tries * RETRY_STEP_MS, RETRY_CAP_MS)
}

// A master that became a replica refuses what changes anything: look for the new one, and send it there.
function isDemoted({ message }: Error): 2 | false {
  return message.startsWith('READONLY') ? 2 : false
}

/** Waits until the connection answers; throws `redis-unreachable` when it does not within the time. */
export async function awaitRedis(redis: Redis, timeoutMs: number): Promise<void> {
  const signal = AbortSignal.timeout(timeoutMs)
  let lastError: unknown
  const noted = (error: unknown): void => {
    lastError = error
  }
  redis.on('error', noted)
  try {
    await Promise.race([redis.ping(), aborted(signal)])
  } catch (cause) {
    throw new HorariumError('redis-unreachable', `Redis does not answer (${String(lastError ?? cause)}).`, { cause })
  } finally {
    redis.off('error', noted)
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}
