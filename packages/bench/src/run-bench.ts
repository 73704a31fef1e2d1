import { join } from 'node:path'
import { findRedisBinary } from '@horarium/app'
import { HorariumError, sentenceOf } from '@horarium/core'
import type { Bench } from './bench.js'
import { type Machine, readMachine } from './machine.js'
import { printMachine, printRow } from './print.js'
import { createProgress } from './progress.js'
import { type BenchOrder, readArguments } from './read-arguments.js'
import type { Peers, Row } from './row.js'
import { ROWS } from './rows/index.js'

const ROUNDS = 5
const EXIT_USAGE = 2

/** Measures what was asked for and prints it; answers the exit code: a bar that is missed is no failure to run. */
export async function runBench(given: readonly string[]): Promise<number> {
  try {
    const order = readArguments(
      given,
      ROWS.map(({ name }) => name),
    )
    await measure(order)
    return 0
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`)
    if (error instanceof HorariumError) return error.code === 'usage' ? EXIT_USAGE : 1
    throw error
  }
}

async function measure(order: BenchOrder): Promise<void> {
  const progress = createProgress()
  const binary = await findRedisBinary({ cacheDirectory: cacheDirectory(), onNotice: progress.say })
  const bench: Bench = {
    binary,
    size: (full, quick) => (order.quick ? quick : full),
    rounds: order.quick ? 1 : ROUNDS,
    note: progress.say,
  }
  const machine = await readMachine(bench)
  if (!order.json) printMachine(machine)
  const figures: Record<string, unknown> = {}
  const peers: Record<string, Peers> = {}
  for (const row of chosen(order)) {
    const result = await row.run({ ...bench, note: (words) => progress.say(`${row.name}: ${words}`) })
    progress.clear()
    figures[row.name] = result.figure
    if (Object.keys(result.peers).length > 0) peers[row.name] = result.peers
    if (!order.json) printRow(row.name, result)
  }
  if (order.json) process.stdout.write(`${JSON.stringify({ machine, ...figures, peers } satisfies Report)}\n`)
}

/** The JSON: every row under its name, and what the others did under `peers`. */
interface Report {
  readonly machine: Machine
  readonly peers: Readonly<Record<string, Peers>>
  readonly [row: string]: unknown
}

function chosen({ only, quick }: BenchOrder): readonly Row[] {
  if (only.length > 0) return ROWS.filter(({ name }) => only.includes(name))
  return ROWS.filter(({ slow }) => !quick || !slow)
}

// The project's own cache, wherever the bench is started from.
function cacheDirectory(): string {
  return join(import.meta.dirname, '..', '..', '..', '.horarium', 'redis')
}
