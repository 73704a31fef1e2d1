import { randomUUID } from 'node:crypto'
import { connectRedis, type Instance, type Lane, openInstance, openLane, type Redis } from '@horarium/store'
import { afterAll, inject } from 'vitest'

let shared: Redis | undefined

/** A connection to the test run's Redis, closed after the file. */
export function testRedis(): Redis {
  shared ??= connectRedis(inject('redisAddress'))
  return shared
}

afterAll(() => {
  shared?.disconnect()
  shared = undefined
})

/** A lane nobody else writes to. */
export function testLane(name = 'default'): Lane {
  return openLane(testRedis(), `test-${randomUUID()}`, name)
}

/** An instance nobody else writes to. */
export function testInstance(): Instance {
  return openInstance(testRedis(), `test-${randomUUID()}`)
}

/** All keys of a lane, without their prefix. */
export async function keysOf({ redis, keys }: Lane): Promise<readonly string[]> {
  // Asked of the node that holds the lane; KEYS alone asks any.
  const found = await redis.eval("return redis.call('KEYS', ARGV[1])", 1, keys.pending, `${keys.prefix}:*`)
  return (found as readonly string[]).map((key) => key.slice(keys.prefix.length + 1)).toSorted()
}
