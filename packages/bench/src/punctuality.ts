import type { Bench } from './bench.js'
import { askChild, type ChildName } from './child.js'
import type { Punctuality, PunctualOrder } from './children/punctual-order.js'
import { median, round } from './figures.js'
import { withFreshRedis } from './fresh-redis.js'

export type PunctualTrial = Omit<PunctualOrder, 'address'>

/** Ours and bare BullMQ's punctuality in turn, each figure the median of its rounds. */
export async function comparePunctuality(
  bench: Bench,
  trial: PunctualTrial,
): Promise<{ readonly horarium: Punctuality; readonly bullmq: Punctuality }> {
  const ours: Punctuality[] = []
  const bare: Punctuality[] = []
  for (let turn = 0; turn < bench.rounds; turn += 1) {
    bench.note(`round ${turn + 1} of ${bench.rounds}`)
    ours.push(await tryOut(bench, 'punctual', trial))
    bare.push(await tryOut(bench, 'punctual-bare', trial))
  }
  return { horarium: middleOf(ours), bullmq: middleOf(bare) }
}

/** One trial in a process and a Redis of its own. */
export function tryOut(bench: Bench, name: ChildName, trial: PunctualTrial): Promise<Punctuality> {
  return withFreshRedis(bench, ({ address }) => askChild<Punctuality>(name, { ...trial, address }))
}

/** Each figure the median of its rounds. */
export function middleOf(turns: readonly Punctuality[]): Punctuality {
  const middle = (read: (turn: Punctuality) => number): number => round(median(turns.map(read)), 2)
  return { p50: middle(({ p50 }) => p50), p99: middle(({ p99 }) => p99), drainMs: middle(({ drainMs }) => drainMs) }
}
