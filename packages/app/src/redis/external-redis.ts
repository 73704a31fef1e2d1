import { isAbsolute } from 'node:path'
import { HorariumError, sentenceOf } from '@horarium/core'
import { readServerFacts, type ServerFacts } from './server-facts.js'

/** A server that somebody else runs. */
export interface ExternalRedis {
  /** A `redis://` or `rediss://` URL, or the absolute path of a unix socket. */
  readonly address: string
  /** The address without its password. */
  readonly server: string
  readonly facts: ServerFacts
}

/** Finds the server a REDIS_URL names. Throws `redis-unreachable` when the URL is wrong or nobody answers there. */
export async function findExternalRedis(redisUrl: string): Promise<ExternalRedis> {
  const server = withoutPassword(redisUrl)
  const address = addressOf(redisUrl)
  if (address === undefined) {
    throw new HorariumError(
      'redis-unreachable',
      `REDIS_URL '${server}' is not an address; it reads redis://host:6379/0, rediss://host:6380 or unix:///path/redis.sock.`,
    )
  }
  try {
    return { address, server, facts: await readServerFacts(address) }
  } catch (cause) {
    throw new HorariumError('redis-unreachable', `No Redis answers at ${server} (REDIS_URL): ${reasonOf(cause)}.`, {
      cause,
    })
  }
}

/** An address fit to be shown. */
export function withoutPassword(address: string): string {
  // Greedy up to the last @, so that a password that should have been encoded is hidden whole.
  return address.replace(/^((?:\w+:\/\/)?[^:@/]*):.*@/, '$1:***@').replace(/([?&]password=)[^&]*/g, '$1***')
}

function addressOf(redisUrl: string): string | undefined {
  const path = redisUrl.replace(/^unix:\/\//, '')
  if (isAbsolute(path)) return path
  if (!/^rediss?:\/\//.test(redisUrl) || !URL.canParse(redisUrl)) return undefined
  const { hostname, pathname } = new URL(redisUrl)
  return hostname !== '' && /^(\/\d*)?$/.test(pathname) ? redisUrl : undefined
}

// A host with two addresses gives an AggregateError whose own message is empty.
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(sentenceOf).join(', ')
  return sentenceOf(cause).replace(/\.$/, '')
}
