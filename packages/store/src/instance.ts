import { Cluster, type Redis as SingleRedis } from 'ioredis'
import type { Redis } from './connection.js'
import { type InstanceKeys, instanceKeys } from './keys.js'

/** What belongs to the whole instance rather than to a lane. */
export interface Instance {
  readonly namespace: string
  readonly keys: InstanceKeys
  readonly redis: Redis
}

export function openInstance(redis: Redis, namespace: string): Instance {
  return { namespace, keys: instanceKeys(namespace), redis }
}

/** Remembers that lanes are in use, so that a later configuration without them can clear them up. */
export async function rememberLanes({ redis, keys }: Instance, lanes: readonly string[]): Promise<void> {
  if (lanes.length > 0) await redis.sadd(keys.lanes, ...lanes)
}

/** Every lane that was ever written to. */
export function knownLanes({ redis, keys }: Instance): Promise<readonly string[]> {
  return redis.smembers(keys.lanes)
}

/** Removes everything an instance has written. */
export async function forgetInstance({ redis, namespace }: Instance): Promise<void> {
  const nodes: readonly SingleRedis[] = redis instanceof Cluster ? redis.nodes('master') : [redis]
  for (const node of nodes) {
    for await (const found of node.scanStream({ match: `${namespace}:*`, count: 1_000 })) {
      // One key each: of a cluster's node several may belong to several slots.
      await Promise.all((found as readonly string[]).map((key) => node.unlink(key)))
    }
  }
}
