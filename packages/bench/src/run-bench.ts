import { join } from 'node:path'
import { findRedisBinary } from '@horarium/app'
import { HorariumError, sentenceOf } from '@horarium/core'
import type { Bench } from './bench.js'
import { type Machine, readMachine } from './machine.js'
import { printMachine, printRow } from './print.js'
import { createProgress } from './progress.js'
import { type BenchOrder, readArguments } from './read-arguments.js'
import type { Peers, Row, RowResult } from './row.js'
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
  for (const { name, result } of start(chosen(order), bench, order)) {
    const row = await result()
    progress.clear()
    figures[name] = row.figure
    if (Object.keys(row.peers).length > 0) peers[name] = row.peers
    if (!order.json) printRow(name, row)
  }
  if (order.json) process.stdout.write(`${JSON.stringify({ machine, ...figures, peers } satisfies Report)}\n`)
}

/** The JSON: every row under its name, and what the others did under `peers`. */
interface Report {
  readonly machine: Machine
  readonly peers: Readonly<Record<string, Peers>>
  readonly [row: string]: unknown
}

function chosen({ only }: BenchOrder): readonly Row[] {
  return only.length > 0 ? ROWS.filter(({ name }) => only.includes(name)) : ROWS
}

interface Started {
  readonly name: string
  readonly result: () => Promise<RowResult>
}

// One row at a time; only a quick bench, which proves no figure, lets those that mostly wait run beside the others.
function start(rows: readonly Row[], bench: Bench, { quick }: BenchOrder): readonly Started[] {
  return rows.map(({ name, waits, run }) => {
    const measured = (): Promise<RowResult> => run({ ...bench, note: (words) => bench.note(`${name}: ${words}`) })
    if (!quick || !waits) return { name, result: measured }
    const under = measured()
    // Its failure is told when its turn comes.
    under.catch(() => undefined)
    return { name, result: () => under }
  })
}

// The project's own cache, wherever the bench is started from.
function cacheDirectory(): string {
  return join(import.meta.dirname, '..', '..', '..', '.horarium', 'redis')
}
