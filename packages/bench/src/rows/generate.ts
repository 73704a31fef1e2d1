import type { Redis } from '@horarium/store'
import type { Bench } from '../bench.js'
import { addDelayed, type BareJob, withBareQueue } from '../bullmq.js'
import { grouped, round } from '../figures.js'
import { withFreshRedis } from '../fresh-redis.js'
import { generateHour, HOUR_MS } from '../generate-hour.js'
import { readPending } from '../pending.js'
import { benchLane } from '../plans.js'
import { defineRow, type Measured, type Row } from '../row.js'
import { inTurn, rateOf } from '../rounds.js'

interface Generate {
  readonly perSecond: number
  readonly bullmqPerSecond: number
  readonly ratio: number
}

const MEMBERS_PER_COMMAND = 1_000

/** Entries written a second: the engine, calendars included, beside the same entries as delayed BullMQ jobs. */
export const GENERATE: Row = defineRow<Generate>({
  name: 'generate',
  measure,
  bars: [
    {
      what: 'generate into the store, entries/s',
      bar: '',
      read: ({ perSecond }) => grouped(perSecond),
      isMet: () => true,
    },
    {
      what: 'times BullMQ addBulk of the same entries',
      bar: '>= 10',
      read: ({ ratio }) => `${ratio} x`,
      isMet: ({ ratio }) => ratio >= 10,
    },
  ],
})

async function measure(bench: Bench): Promise<Measured<Generate>> {
  const jobs = bench.size(8_000, 400)
  const entries = await withFreshRedis(bench, async ({ redis }) => {
    await generateHour(redis, jobs)
    return readPending(benchLane(redis))
  })
  const { horarium, bullmq, raw } = await inTurn(bench, {
    horarium: () => withFreshRedis(bench, async ({ redis }) => (await generateHour(redis, jobs)).perSecond),
    bullmq: () => withFreshRedis(bench, ({ address }) => addBare(address, entries)),
    raw: () => withFreshRedis(bench, ({ redis }) => addRaw(redis, entries)),
  })
  return {
    figure: { perSecond: round(horarium), bullmqPerSecond: round(bullmq), ratio: round(horarium / bullmq, 2) },
    peers: { entries: entries.length, rawRedisPerSecond: round(raw) },
  }
}

function addBare(address: string, entries: readonly BareJob[]): Promise<number> {
  return withBareQueue(address, (queue) => {
    const now = (entries[0]?.dueAt ?? 0) - HOUR_MS
    return rateOf(entries.length, () => addDelayed(queue, entries, now))
  })
}

// The least anybody could ask of Redis for the same timetable.
function addRaw(redis: Redis, entries: readonly BareJob[]): Promise<number> {
  return rateOf(entries.length, async () => {
    for (let at = 0; at < entries.length; at += MEMBERS_PER_COMMAND) {
      const members = entries.slice(at, at + MEMBERS_PER_COMMAND).flatMap(({ id, dueAt }) => [dueAt, id])
      await redis.zadd('raw', 'NX', ...members)
    }
  })
}
