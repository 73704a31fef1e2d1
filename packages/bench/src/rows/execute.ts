import type { Bench } from '../bench.js'
import { askChild, type ChildName } from '../child.js'
import type { ExecuteOrder } from '../children/execute-order.js'
import { grouped, round } from '../figures.js'
import { withFreshRedis } from '../fresh-redis.js'
import { defineRow, type Measured, type Row } from '../row.js'
import { inTurn } from '../rounds.js'

interface Execute {
  readonly perSecond: number
  readonly bullmqPerSecond: number
  readonly ratio: number
}

const CONCURRENCY = 50

/** No-op entries through one worker process, due in the timetable to finished in the ledger. */
export const EXECUTE: Row = defineRow<Execute>({
  name: 'execute',
  measure,
  bars: [
    {
      what: 'execute no-op entries, concurrency 50, entries/s',
      bar: '',
      read: ({ perSecond }) => grouped(perSecond),
      isMet: () => true,
    },
    {
      what: 'times bare BullMQ, end to end',
      bar: '>= 0.7',
      read: ({ ratio }) => `${ratio} x`,
      isMet: ({ ratio }) => ratio >= 0.7,
    },
  ],
})

async function measure(bench: Bench): Promise<Measured<Execute>> {
  const entries = bench.size(20_000, 2_000)
  const warmUp = bench.size(5_000, 500)
  const side = (name: ChildName) => () =>
    withFreshRedis(bench, ({ address }) => {
      const order: ExecuteOrder = { address, concurrency: CONCURRENCY, entries, warmUp }
      return askChild<number>(name, order)
    })
  const { horarium, bullmq, raw } = await inTurn(bench, {
    horarium: side('execute'),
    bullmq: side('execute-bare'),
    raw: side('execute-raw'),
  })
  return {
    figure: { perSecond: round(horarium), bullmqPerSecond: round(bullmq), ratio: round(horarium / bullmq, 2) },
    peers: { entries, rawRedisPerSecond: round(raw) },
  }
}
