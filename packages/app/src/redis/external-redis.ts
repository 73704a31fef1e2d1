import { HorariumError, sentenceOf } from '@horarium/core'
import { parseRedisAddress, type RedisAddress } from '@horarium/store'
import { findMasters, type Server } from './find-masters.js'
import { readServerFacts, type ServerFacts } from './server-facts.js'

/** What somebody else runs. */
export interface ExternalRedis {
  /** As REDIS_URL has it; a unix socket as its absolute path. */
  readonly address: string
  /** The address without its passwords. */
  readonly server: string
  /** Each server that holds something of ours: one, or every master of a cluster. */
  readonly masters: readonly { readonly server: string; readonly facts: ServerFacts }[]
}

/**
 * Finds what a REDIS_URL names. Throws `configuration` when the URL is wrong or something else than it says answers
 * there, `redis-unreachable` when nobody answers.
 */
export async function findExternalRedis(redisUrl: string): Promise<ExternalRedis> {
  const server = withoutPassword(redisUrl)
  const address = parseRedisAddress(redisUrl)
  if (address === undefined)
    throw new HorariumError('configuration', `REDIS_URL '${server}' is not an address. ${FORMS}`)
  try {
    const masters = await Promise.all((await findMasters(address, server)).map(readFacts))
    refuseStrangers(address, server, masters)
    return { address: address.kind === 'socket' ? address.path : redisUrl, server, masters }
  } catch (cause) {
    if (cause instanceof HorariumError) throw cause
    const sentence = `No Redis answers at ${server} (REDIS_URL): ${reasonOf(cause)}.`
    throw new HorariumError('redis-unreachable', sentence, { cause })
  }
}

/** An address fit to be shown. */
export function withoutPassword(address: string): string {
  // Greedy up to the last @, so that a password that should have been encoded is hidden whole.
  return address.replace(/^((?:[\w+]+:\/\/)?[^:@/]*):.*@/, '$1:***@').replace(/([?&]\w*password=)[^&]*/g, '$1***')
}

const FORMS =
  'It reads redis://host:6379/0, rediss://host:6380, unix:///path/redis.sock, redis+cluster://host:7001,host:7002 or ' +
  'redis+sentinel://host:26379,host:26379/master-name; a password goes before the hosts, as in redis://:secret@host, ' +
  'with its special characters percent-encoded.'

async function readFacts({ server, address }: Server): Promise<ExternalRedis['masters'][number]> {
  return { server, facts: await readServerFacts(address) }
}

/** A node of a cluster or a Sentinel answers a client of a single server, and refuses what it asks for later. */
function refuseStrangers({ kind }: RedisAddress, server: string, masters: ExternalRedis['masters']): void {
  if (kind === 'cluster' || kind === 'sentinel') return
  const mode = masters[0]?.facts.mode
  if (mode === 'cluster') {
    throw new HorariumError(
      'configuration',
      `${server} (REDIS_URL) is a node of a cluster; ${write('cluster', server)}.`,
    )
  }
  if (mode === 'sentinel') {
    const example = write('sentinel', server)
    throw new HorariumError('configuration', `${server} (REDIS_URL) is a Sentinel; ${example}/master-name.`)
  }
}

function write(kind: 'cluster' | 'sentinel', server: string): string {
  return `write ${server.replace(/^(rediss?):\/\//, `$1+${kind}://`).replace(/\/\d*$/, '')}`
}

// A host with two addresses gives an AggregateError whose own message is empty; so do several hosts.
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) return [...new Set(cause.errors.map(reasonOf))].join(', ')
  return sentenceOf(cause).replace(/\.$/, '')
}
