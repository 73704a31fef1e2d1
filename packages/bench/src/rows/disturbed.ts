import type { Bench } from '../bench.js'
import { middleOf, tryOut } from '../punctuality.js'
import type { PunctualOrder } from '../children/punctual-order.js'
import { defineRow, type Measured, type Row } from '../row.js'

interface Disturbed {
  readonly p50: number
  readonly p99: number
}

/** How late the entries of a healthy job start while a child process loops for ever. */
export const BLOCKED: Row = disturbedRow('blockedChildMs', 'due to start beside an endless loop', () => 'loop')

/** How late the entries of one group start while another is flooded, in the same child processes. */
export const FLOOD: Row = disturbedRow('floodMs', 'due to start beside a flooded group', (bench) => ({
  flood: bench.size(10_000, 500),
}))

function disturbedRow(
  name: string,
  what: string,
  besideIn: (bench: Bench) => NonNullable<PunctualOrder['beside']>,
): Row {
  return defineRow<Disturbed>({
    name,
    measure: (bench) => measure(bench, besideIn(bench)),
    bars: [
      { what: `${what}, p50`, bar: '', read: ({ p50 }) => `${p50} ms`, isMet: () => true },
      { what: `${what}, p99`, bar: '', read: ({ p99 }) => `${p99} ms`, isMet: () => true },
    ],
  })
}

async function measure(bench: Bench, beside: NonNullable<PunctualOrder['beside']>): Promise<Measured<Disturbed>> {
  const trial = {
    concurrency: 50,
    entries: bench.size(100, 20),
    warmUp: bench.size(50, 10),
    everyMs: 40,
    leadMs: bench.size(500, 200),
    beside,
  }
  const rounds = []
  for (let turn = 0; turn < bench.rounds; turn += 1) {
    bench.note(`round ${turn + 1} of ${bench.rounds}`)
    rounds.push(await tryOut(bench, 'punctual', trial))
  }
  const { p50, p99 } = middleOf(rounds)
  return { figure: { p50, p99 } }
}
