import { afterAll, describe, expect, it } from 'vitest'
import { expectEachInstantEndedOnce } from '../support/audit.js'
import { answerOf, begin, horarium, type Running, stopAll } from '../support/horarium.js'
import { JOURNAL_HANDLERS, readJournal } from '../support/journal.js'
import { awaitSettled, awaitThat, type Ledger, openLedger } from '../support/ledger.js'
import { at, CONFIG_XML, jobsXml, makeProject, removeProject } from '../support/project.js'
import { wrongClock } from '../support/wrong-clock.js'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
// Two processes know the hour of Redis as well as it answers them; on a busy machine that is not to the millisecond.
const APART_MS = 500

const projects: string[] = []
const makeOf = (whens: Readonly<Record<string, string>>): string => {
  const jobs = Object.entries(whens).map(([code, when]) => [code, { does: 'quick', when }])
  const project = makeProject({
    'modules/Test/Work/Model/Work.mjs': JOURNAL_HANDLERS,
    [CONFIG_XML]: jobsXml(Object.fromEntries(jobs) as Parameters<typeof jobsXml>[0]),
  })
  projects.push(project)
  return project
}
afterAll(() => projects.forEach(removeProject))

describe('a process whose clock is an hour wrong', () => {
  const WHENS = { one: '<every>1</every>', two: '<every>1</every>', minutely: at('* * * * *') }
  // Whoever went by a clock an hour ahead would purge everything at once, and call everything missed.
  const SHORT = {
    HORARIUM__SYSTEM__CRON__DEFAULT__HISTORY_SUCCESS_LIFETIME: '30',
    HORARIUM__SYSTEM__CRON__DEFAULT__HISTORY_KEEP: '0',
  }

  it('changes nothing of what a right one alone writes and runs', { timeout: 60_000 }, async () => {
    const [alone, together] = [makeOf(WHENS), makeOf(WHENS)]
    const ledger = openLedger(together)
    const wrong = [HOUR_MS, -HOUR_MS].map((aheadMs) => {
      const environment = { ...SHORT, ...wrongClock(together, aheadMs) }
      return begin({ cwd: together, environment }, 'worker')
    })
    await Promise.all(wrong.map((worker) => worker.until('"run finished"')))
    const after = await ledger.now()
    const right = [alone, together].map((cwd) => begin({ cwd, environment: SHORT }, 'worker'))
    await Promise.all(right.map((worker) => worker.until('"run finished"')))
    await awaitAllRan(together, [...wrong, ...right.slice(1)])

    const span = soon(await ledger.now())
    expect(await pendingIds(together, span)).toEqual(await pendingIds(alone, span))
    const until = await ledger.now()
    await awaitSettled(ledger, until)
    await stopAll([...wrong, ...right])
    await expectEachInstantEndedOnce({ ledger, periods: { one: 1, two: 1, minutely: 60 }, after, until })
    await expectRightTimes(ledger)
    expect(wrong.map((worker) => Math.round((clockOf(worker) - after) / HOUR_MS))).toEqual([1, -1])
  })
})

describe('TZ', () => {
  const WHENS = { night: at('0 3 * * *'), gap: at('30 2 * * *'), month: at('0 0 * * 1-5'), hours: at('15 */6 * * *') }
  const AHEAD = { HORARIUM__SYSTEM__CRON__DEFAULT__SCHEDULE_AHEAD_FOR: String((4 * DAY_MS) / MINUTE_MS) }

  it('changes nothing: a job without a timezone has the same entries everywhere', { timeout: 60_000 }, async () => {
    const tomorrow = (Math.floor((await openLedger(makeOf(WHENS)).now()) / DAY_MS) + 1) * DAY_MS
    const span = ['--from', isoOf(tomorrow), '--to', isoOf(tomorrow + 2 * DAY_MS - 1), '--limit', '100']
    const written = await Promise.all(
      ['UTC', 'Pacific/Apia', 'America/New_York', 'Europe/Berlin'].map(async (TZ) => {
        const calling = { cwd: makeOf(WHENS), environment: { ...AHEAD, TZ } }
        expect(await horarium(calling, 'cron:run')).toMatchObject({ code: 0, stderr: '' })
        return idsOf(await answerOf(calling, 'schedule:list', ...span))
      }),
    )

    expect(written).toEqual(written.map(() => written[0]))
    const nights = [tomorrow, tomorrow + DAY_MS].map((day) => `night@${isoOf(day).slice(0, 10)}T030000Z`)
    expect(written[0]).toEqual(expect.arrayContaining(nights.map((id) => id.replaceAll('-', ''))))
  })
})

function soon(now: number): readonly string[] {
  return ['--from', isoOf(now + 2 * MINUTE_MS), '--to', isoOf(now + 10 * MINUTE_MS), '--limit', '5000']
}

async function pendingIds(project: string, span: readonly string[]): Promise<readonly string[]> {
  const ids = idsOf(await answerOf(project, 'schedule:list', '--status', 'pending', ...span))
  expect(ids.length).toBeGreaterThan(2 * 8 * 60)
  return ids
}

function idsOf(listed: unknown): readonly string[] {
  return (listed as readonly { readonly id: string }[]).map(({ id }) => id).toSorted()
}

async function awaitAllRan(project: string, workers: readonly Running[]): Promise<void> {
  await awaitThat(
    () => new Set(readJournal(project).map(({ pid }) => pid)),
    (pids) => workers.every(({ child }) => pids.has(child.pid ?? 0)),
  )
}

/** Nothing ran early, nothing was missed, and no record tells a time that a wrong clock showed. */
async function expectRightTimes({ finished }: Pick<Ledger, 'finished'>): Promise<void> {
  const entries = await finished()
  const off = entries.filter(({ scheduledAt, startedAt = scheduledAt, finishedAt = 0 }) => {
    const times = [scheduledAt, startedAt, finishedAt]
    return times.some((time, nth) => time < (times[nth - 1] ?? 0) - APART_MS) || finishedAt - scheduledAt > HOUR_MS / 2
  })
  expect(off).toEqual([])
  expect(entries.filter(({ status }) => status !== 'success' && status !== 'skipped')).toEqual([])
}

function clockOf(worker: Running): number {
  return Date.parse(/this clock shows (\S+)/.exec(worker.output())?.[1] ?? '')
}

function isoOf(instant: number): string {
  return new Date(instant).toISOString()
}
