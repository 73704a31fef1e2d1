import { findExternalRedis } from './external-redis.js'
import type { RedisLease } from './ensure-redis.js'
import { readServerFacts, type ServerFacts } from './server-facts.js'

/** A server that holds something of ours. */
export interface InspectedServer {
  /** For a person; without the password. */
  readonly server: string
  readonly facts: ServerFacts
}

/** What each server behind a lease says of itself: one, or every master of a cluster. */
export async function inspectServers({ kind, address, description }: RedisLease): Promise<readonly InspectedServer[]> {
  if (kind === 'external') return (await findExternalRedis(address)).masters
  return [{ server: description, facts: await readServerFacts(address) }]
}
