import { HorariumError } from '@horarium/core'
import { Redis } from 'ioredis'

export type { Redis } from 'ioredis'

// Longer than BullMQ's 10 s blocking read: a hung master keeps its socket open and is noticed only by silence.
const SOCKET_TIMEOUT_MS = 15_000
const RETRY_STEP_MS = 100
const RETRY_CAP_MS = 1_000

/**
 * Connects to a Redis: a `redis://` or `rediss://` URL, or the path of a unix socket. Reconnects for ever, at most
 * a second apart (an exponential retry costs up to 18 s after an outage), and never gives up on a command.
 */
export function connectRedis(address: string): Redis {
  const options = {
    maxRetriesPerRequest: null,
    socketTimeout: SOCKET_TIMEOUT_MS,
    retryStrategy: (tries: number): number => Math.min(tries * RETRY_STEP_MS, RETRY_CAP_MS),
  }
  return isSocketPath(address) ? new Redis({ ...options, path: address }) : new Redis(address, options)
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

function isSocketPath(address: string): boolean {
  return address.startsWith('/')
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}
