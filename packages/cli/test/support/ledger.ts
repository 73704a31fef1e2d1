import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Entry, FINISHED_STATUSES, parseEntryId } from '@horarium/core'
import {
  connectRedis,
  type Gap,
  type Lane,
  listEntries,
  listGaps,
  openInstance,
  openLane,
  openStoreClock,
  readReleased,
  type Redis,
} from '@horarium/store'
import { afterAll, inject } from 'vitest'
import { awaitThat } from './await-that.js'

export { awaitThat } from './await-that.js'

/** A lane of a project as it stands in its Redis, read past every surface. */
export interface Ledger {
  readonly lane: Lane
  now(): Promise<number>
  /** Every finished entry; one that is finished twice is listed twice. */
  finished(): Promise<readonly Entry[]>
  /** Ids of entries due by then that are pending, released or running, and of whatever still holds its job. */
  unfinished(dueBy: number): Promise<readonly string[]>
  gaps(): Promise<readonly Gap[]>
}

const connections: Redis[] = []
afterAll(() => connections.forEach((redis) => redis.disconnect()))

/** Opens the ledger of a project's lane until the end of the test file. */
export function openLedger(project: string, address: string = inject('redisAddress'), name = 'default'): Ledger {
  const { namespace } = JSON.parse(readFileSync(join(project, 'horarium.config.json'), 'utf8')) as { namespace: string }
  const redis = connectRedis(address)
  // Some tests take its server away.
  redis.on('error', () => undefined)
  connections.push(redis)
  const lane = openLane(redis, namespace, name)
  return {
    lane,
    now: async () => Math.floor((await openStoreClock(openInstance(redis, namespace))).now() / 1_000) * 1_000,
    finished: () => readFinished(lane),
    unfinished: (dueBy) => readUnfinished(lane, dueBy),
    gaps: () => listGaps(lane, 0, Number.MAX_SAFE_INTEGER),
  }
}

async function readFinished(lane: Lane): Promise<readonly Entry[]> {
  const { redis, keys } = lane
  const ids = await Promise.all(FINISHED_STATUSES.map((status) => redis.zrange(keys.finished(status), '0', '-1')))
  const entries = await listEntries(lane, { statuses: FINISHED_STATUSES, limit: 1_000_000 })
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  return ids.flat().map((id) => byId.get(id) ?? raise(`${id} is finished and has no record`))
}

async function readUnfinished(lane: Lane, dueBy: number): Promise<readonly string[]> {
  const { redis, keys } = lane
  const [pending, released, running, held] = await Promise.all([
    redis.zrangebyscore(keys.pending, '-inf', dueBy),
    readReleased(lane),
    redis.zrange(keys.running, '0', '-1'),
    redis.hvals(keys.held),
  ])
  const ids = new Set([...pending, ...released.map(({ id }) => id), ...running, ...held])
  return [...ids].filter((id) => parseEntryId(id).scheduledAt <= dueBy)
}

/** The instants of a period in (`after`, `until`], epoch ms. */
export function instantsOf(periodSeconds: number, after: number, until: number): readonly number[] {
  const period = periodSeconds * 1_000
  const first = (Math.floor(after / period) + 1) * period
  return Array.from({ length: Math.max(0, Math.floor((until - first) / period) + 1) }, (_, nth) => first + nth * period)
}

/** Waits until nothing that fell due by then is under way. */
export async function awaitSettled(ledger: Ledger, dueBy: number, withinMs = 60_000): Promise<void> {
  await awaitThat(
    () => ledger.unfinished(dueBy),
    ({ length }) => length === 0,
    withinMs,
  )
}

function raise(sentence: string): never {
  throw new Error(sentence)
}
