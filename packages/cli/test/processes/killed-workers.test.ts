import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { readCounts, dayOf } from '@horarium/store'
import { afterAll, beforeAll, expect, it, onTestFailed } from 'vitest'
import { expectEachInstantEndedOnce } from '../support/audit.js'
import { begin, horarium, stopAll } from '../support/horarium.js'
import { begunIn, JOURNAL_HANDLERS, overlapsIn, readJournal } from '../support/journal.js'
import { awaitSettled, type Ledger, openLedger } from '../support/ledger.js'
import { at, CONFIG_XML, jobsXml, makeProject, removeProject } from '../support/project.js'

const KILLS = 50
const WORKERS = 4
const LONGEST_LIFE_MS = 2_500
const PERIODS = { quick_one: 1, quick_two: 1, long_one: 1, long_two: 1, minutely: 60, minutely_long: 60 }
const every = '<every>1</every>'

let project = ''
beforeAll(() => {
  project = makeProject({
    'modules/Test/Work/Model/Work.mjs': JOURNAL_HANDLERS,
    [CONFIG_XML]: jobsXml({
      quick_one: { does: 'quick', when: every },
      quick_two: { does: 'quick', when: every },
      long_one: { does: 'long', when: every },
      long_two: { does: 'long', when: every },
      minutely: { does: 'quick', when: at('* * * * *') },
      minutely_long: { does: 'long', when: at('*/1 * * * *') },
    }),
  })
})
afterAll(() => removeProject(project))

it('ends every instant exactly once though workers are killed with -9 fifty times', { timeout: 120_000 }, async () => {
  const seed = Number(process.env['CHAOS_SEED'] ?? randomInt(2 ** 31))
  onTestFailed(() => void process.stderr.write(`killed with CHAOS_SEED=${seed}\n`))
  const ledger = openLedger(project)
  await horarium(project, 'cron:run')
  const after = await ledger.now()

  const killed = await killWorkers(createDraw(seed))
  const until = await ledger.now()
  const last = begin(project, 'worker')
  await awaitSettled(ledger, until)
  await stopAll([last])

  const journal = readJournal(project)
  expect(killed.size).toBe(KILLS)
  expect(begunIn(journal)).toEqual([...new Set(begunIn(journal))])
  expect(overlapsIn(journal, killed)).toEqual([])
  await expectEachInstantEndedOnce({ ledger, periods: PERIODS, after, until })
  await expectCountedOnce(ledger)
})

/** Keeps some workers alive and kills each at a random moment, until all have been; answers their pids. */
async function killWorkers(draw: () => number): Promise<ReadonlySet<number>> {
  const killed = new Set<number>()
  const lives = Array.from({ length: KILLS }, () => draw() * LONGEST_LIFE_MS)
  const killInTurn = async (): Promise<void> => {
    for (let life = lives.pop(); life !== undefined; life = lives.pop()) {
      const { child, ended } = begin(project, 'worker')
      // oxlint-disable-next-line no-await-in-loop -- one worker after the other; the moment of death must be any
      await pause(life)
      child.kill('SIGKILL')
      killed.add(child.pid ?? 0)
      // oxlint-disable-next-line no-await-in-loop -- the same
      await ended
    }
  }
  await Promise.all(Array.from({ length: WORKERS }, killInTurn))
  return killed
}

// mulberry32: small, and the same numbers for the same seed.
function createDraw(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    const mixed = Math.imul(state ^ (state >>> 15), state | 1)
    const again = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61))
    return ((again ^ (again >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The counters that outlive the purge have counted each ending once. */
async function expectCountedOnce(ledger: Ledger): Promise<void> {
  const { lane } = ledger
  const entries = await ledger.finished()
  const days = [...new Set(entries.map(({ finishedAt = 0 }) => dayOf(finishedAt)))]
  const counts = await Promise.all(days.map((day) => readCounts(lane, day)))
  const counted = counts.flatMap((ofDay) => [...ofDay.values()].flatMap((ofJob) => [...ofJob.values()]))
  expect(counted.reduce((sum, count) => sum + count, 0)).toBe(entries.length)
}
