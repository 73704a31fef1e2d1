import type { Redis } from '@horarium/store'
import type { Bench } from '../bench.js'
import { addDelayed, withBareQueue } from '../bullmq.js'
import { round } from '../figures.js'
import { withFreshRedis } from '../fresh-redis.js'
import { generateHour, HOUR_MS } from '../generate-hour.js'
import { readPending } from '../pending.js'
import { benchLane } from '../plans.js'
import { defineRow, type Measured, type Row } from '../row.js'

/** What an entry that waits costs Redis, its share of watermarks and stamps included. */
export const BYTES_PER_PENDING: Row = defineRow<number>({
  name: 'bytesPerPending',
  measure,
  bars: [
    {
      what: 'Redis bytes per pending entry',
      bar: '<= 200',
      read: (bytes) => `${bytes}`,
      isMet: (bytes) => bytes <= 200,
    },
  ],
})

async function measure(bench: Bench): Promise<Measured<number>> {
  const jobs = bench.size(8_000, 400)
  bench.note('pending entries')
  const { bytes, entries } = await withFreshRedis(bench, async ({ redis }) => {
    const grown = await growth(redis, () => generateHour(redis, jobs))
    const written = await readPending(benchLane(redis))
    return { bytes: grown / written.length, entries: written }
  })
  bench.note('the same as delayed BullMQ jobs')
  const bare = await withFreshRedis(bench, ({ address, redis }) =>
    withBareQueue(address, (queue) => {
      const now = (entries[0]?.dueAt ?? 0) - HOUR_MS
      return growth(redis, () => addDelayed(queue, entries, now))
    }),
  )
  return {
    figure: round(bytes),
    peers: { entries: entries.length, bullmqBytes: round(bare / entries.length) },
  }
}

async function growth(redis: Redis, work: () => Promise<unknown>): Promise<number> {
  const before = await usedMemory(redis)
  await work()
  return (await usedMemory(redis)) - before
}

// Buffers of connections and of the append-only file come and go on Redis' own timer; entries do not live in them.
async function usedMemory(redis: Redis): Promise<number> {
  const info = await redis.info('memory')
  const field = (name: string): number => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0)
  return field('used_memory') - field('mem_clients_normal') - field('mem_aof_buffer')
}
