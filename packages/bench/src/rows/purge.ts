import { planLane, purge } from '@horarium/engine'
import { readSize } from '@horarium/store'
import type { Bench } from '../bench.js'
import { grouped, round } from '../figures.js'
import { type FreshRedis, withFreshRedis } from '../fresh-redis.js'
import { type History, loadHistory, MINUTE_MS } from '../load-history.js'
import { benchLane, benchSettings } from '../plans.js'
import { cleanBare, purgeRaw } from '../purge-peers.js'
import { clocked } from '../rounds.js'
import { defineRow, type Measured, type Row } from '../row.js'
import { longCommands } from '../slow-log.js'

interface Purge {
  readonly perSecond: number
  readonly longestCommandMs: number
}

const LONGEST_MS = 5

/** A long history forgotten at once, the newest of each job kept; others may use Redis meanwhile. */
export const PURGE: Row = defineRow<Purge>({
  name: 'purge',
  measure,
  bars: [
    {
      what: 'purge finished entries, entries/s',
      bar: '>= 50,000',
      read: ({ perSecond }) => grouped(perSecond),
      isMet: ({ perSecond }) => perSecond >= 50_000,
    },
    {
      what: 'longest single Redis command meanwhile',
      bar: '<= 5 ms',
      read: (figure) => `${figure.longestCommandMs} ms`,
      isMet: (figure) => figure.longestCommandMs <= LONGEST_MS,
    },
  ],
})

async function measure(bench: Bench): Promise<Measured<Purge>> {
  const history: History = { jobs: 1_000, runs: bench.size(1_000, 50), from: MINUTE_MS }
  bench.note(`${grouped(history.jobs * history.runs)} entries`)
  const { commandsOverBar, ...figure } = await withFreshRedis(bench, (fresh) => purgeHistory(fresh, history))
  const peers = bench.size(50_000, 2_000)
  bench.note('BullMQ clean')
  const bare = await withFreshRedis(bench, (fresh) => cleanBare(fresh, peers))
  bench.note('raw Redis')
  const raw = await withFreshRedis(bench, ({ redis }) => purgeRaw(redis, peers))
  return {
    figure,
    peers: {
      entries: history.jobs * history.runs,
      commandsOverBar,
      bullmqPerSecond: round(bare.perSecond),
      bullmqLongestCommandMs: round(bare.longestCommandMs, 2),
      rawRedisPerSecond: round(raw),
    },
  }
}

interface PurgedHistory extends Purge {
  readonly commandsOverBar: number
}

async function purgeHistory({ redis }: FreshRedis, history: History): Promise<PurgedHistory> {
  const lane = benchLane(redis)
  await loadHistory(lane, history)
  const settings = benchSettings()
  const now = history.from + history.runs * MINUTE_MS + settings.successLifetimeMs
  let perSecond = 0
  const times = await longCommands(redis, async () => {
    const { answer, ms } = await clocked(() => purge(planLane({ lane, settings, revision: 0 }, []), now))
    perSecond = (answer.expired / ms) * 1_000
  })
  const { finished } = await readSize(lane)
  const kept = history.jobs * settings.historyKeep
  if (finished.success !== kept) throw new Error(`${finished.success} entries are left where ${kept} are kept.`)
  return {
    perSecond: round(perSecond),
    longestCommandMs: round(times[0] ?? 0, 2),
    commandsOverBar: times.filter((ms) => ms > LONGEST_MS).length,
  }
}
