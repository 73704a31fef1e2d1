import { join } from 'node:path'
import { rehearse } from '@horarium/rehearsal'
import type { Bench } from '../bench.js'
import { round } from '../figures.js'
import { withFolder, writeModule } from '../module-folders.js'
import { clocked, inTurn } from '../rounds.js'
import { defineRow, type Measured, type Row } from '../row.js'

interface Rehearsed {
  /** A day of a job that runs every five minutes, its Redis included. */
  readonly dayMs: number
}

const FROM = '2026-01-31T00:00:00Z'
const RUNS = 288

/** What an author waits for in a test. */
export const REHEARSAL: Row = defineRow<Rehearsed>({
  name: 'rehearsal',
  measure,
  bars: [
    {
      what: "a day of a module's schedule in a test, 288 runs",
      bar: '< 500 ms',
      read: ({ dayMs }) => `${dayMs} ms`,
      isMet: ({ dayMs }) => dayMs < 500,
    },
  ],
})

async function measure(bench: Bench): Promise<Measured<Rehearsed>> {
  return withFolder(async (directory) => {
    await writeModule(directory, 'Day', [{ code: 'bench_day', expression: '*/5 * * * *' }])
    const modules = [join(directory, 'modules', 'Bench', 'Day')]
    const play = async (to: string, runs: number): Promise<number> => {
      const { answer, ms } = await clocked(() => rehearse({ modules, from: FROM, to }))
      if (answer.runs('bench_day').length !== runs) throw new Error(`${answer.entries.length} entries`)
      return ms
    }
    const day = (): Promise<number> => play('2026-02-01T00:00:00Z', RUNS)
    // The first one loads and compiles what all others find.
    await day()
    const { dayMs, startMs } = await inTurn(bench, { dayMs: day, startMs: () => play('2026-01-31T00:00:01Z', 1) })
    return {
      figure: { dayMs: round(dayMs) },
      peers: { startMs: round(startMs), msPerRun: round((dayMs - startMs) / RUNS, 2) },
    }
  })
}
