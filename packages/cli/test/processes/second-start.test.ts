import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseEntryId } from '@horarium/core'
import { type Gap, readWatermarks, type TimetableWrite, writeTimetable } from '@horarium/store'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { expectEachInstantEndedOnce } from '../support/audit.js'
import { leaveNoServer, lendRedis } from '../support/embedded.js'
import { answerOf, begin, horarium, type Running, stopAll } from '../support/horarium.js'
import { begunIn, JOURNAL_HANDLERS, readJournal } from '../support/journal.js'
import { awaitSettled, instantsOf, type Ledger, openLedger } from '../support/ledger.js'
import { at, CONFIG_XML, jobsXml, makeProject, removeProject } from '../support/project.js'

const TWO_DAYS_MS = 172_800_000
const LIFETIME_MS = 900_000
const AHEAD_MS = 1_200_000
const PERIODS: Readonly<Record<string, number>> = { secondly: 1, five_minutely: 300, daily: 86_400 }

let project = ''
let embedded = ''
beforeAll(() => {
  embedded = makeProject({
    'modules/Test/Work/Model/Work.mjs': JOURNAL_HANDLERS,
    [CONFIG_XML]: jobsXml({ secondly: { does: 'quick', when: '<every>1</every>' } }),
  })
  lendRedis(embedded)
  project = makeProject({
    'modules/Test/Work/Model/Work.mjs': JOURNAL_HANDLERS,
    [CONFIG_XML]: jobsXml({
      secondly: { does: 'quick', when: '<every>1</every>' },
      five_minutely: { does: 'quick', when: at('*/5 * * * *') },
      daily: { does: 'quick', when: '<every>86400</every>' },
    }),
  })
})
afterAll(() => [project, embedded].forEach(removeProject))

it('a second start on the Redis of the project goes on where the first stopped: each instant ends once', async () => {
  const calling = { cwd: embedded, environment: { REDIS_URL: '' } }
  const starts: Running[] = []
  onTestFinished(() => leaveNoServer(calling, starts))
  for (let round = 0; round < 2; round += 1) {
    const start = begin(calling, 'start')
    starts.push(start)
    // oxlint-disable-next-line no-await-in-loop -- one life after the other
    await start.until('"run finished"', 2)
    // oxlint-disable-next-line no-await-in-loop -- the same
    await stopAll([start])
    expect(existsSync(join(embedded, '.horarium/redis.sock'))).toBe(false)
  }

  const entries = (await answerOf(calling, 'history:list', '--limit', '1000')) as readonly { scheduledAt: string }[]
  const instants = entries.map(({ scheduledAt }) => Date.parse(scheduledAt)).toSorted((a, b) => a - b)
  const [first = 0, last = 0] = [instants[0], instants.at(-1)]
  expect(instants).toEqual(instantsOf(1, first - 1, last))
  expect(begunIn(readJournal(embedded))).toEqual([...new Set(begunIn(readJournal(embedded)))])
})

it('start, after everybody was down for two days, runs the newest instant in time and accounts for all others', async () => {
  const ledger = openLedger(project)
  expect(await horarium(project, 'cron:run')).toMatchObject({ code: 0 })
  await turnBack(ledger, TWO_DAYS_MS)
  const start = begin(project, 'start')
  await start.until('"run finished"', 3)
  const until = await ledger.now()
  await awaitSettled(ledger, until)
  await stopAll([start])

  const gaps = await ledger.gaps()
  expect(gaps.map(({ jobCode }) => jobCode).toSorted()).toEqual(Object.keys(PERIODS).toSorted())
  for (const [code, period] of Object.entries(PERIODS)) {
    const gap = gaps.find(({ jobCode }) => jobCode === code)
    // oxlint-disable-next-line no-await-in-loop -- one job after the other
    if (gap) await expectCaughtUp(ledger, gap, period)
  }
  const after = Math.max(...gaps.map(({ to }) => to))
  await expectEachInstantEndedOnce({ ledger, periods: PERIODS, after, until })
})

/** Leaves the timetable as it stands when nobody has run anything of it, and written no more, for so long. */
async function turnBack({ lane }: Ledger, downMs: number): Promise<void> {
  const pending = await lane.redis.zrange(lane.keys.pending, '0', '-1')
  const marks = await readWatermarks(lane)
  const writes = [...marks].map(([jobCode, mark]): TimetableWrite => {
    const withdraw = pending.filter((id) => parseEntryId(id).jobCode === jobCode)
    const stopped = mark.at - downMs
    const add = instantsOf(PERIODS[jobCode] ?? 1, stopped - AHEAD_MS, stopped)
    return { jobCode, expected: mark, next: { ...mark, at: stopped }, withdraw, add }
  })
  expect(await writeTimetable(lane, writes)).toEqual(writes.map(() => true))
  await lane.redis.hdel(lane.keys.stamps, 'generatedAt')
}

/**
 * What was written down before the gap is missed; the newest instant of the gap ran if it was within its lifetime, and
 * the gap counts every other.
 */
async function expectCaughtUp(ledger: Ledger, gap: Gap, period: number): Promise<void> {
  const instants = instantsOf(period, gap.from, gap.to)
  const newest = instants.filter((instant) => instant > gap.to - LIFETIME_MS).slice(-1)
  const ofJob = (await ledger.finished()).filter(({ jobCode }) => jobCode === gap.jobCode)
  const missed = ofJob.filter(({ status }) => status === 'missed').map(({ scheduledAt }) => scheduledAt)
  expect(missed.toSorted((a, b) => a - b)).toEqual(instantsOf(period, gap.from - AHEAD_MS, gap.from))
  const late = ofJob.filter(({ scheduledAt }) => scheduledAt > gap.from && scheduledAt <= gap.to)
  expect(late.map(({ scheduledAt }) => scheduledAt)).toEqual(newest)
  expect(late.map(({ status }) => status)).toEqual(newest.map(() => 'success'))
  expect(gap.count).toBe(instants.length - newest.length)
  expect(gap.reason).toBe(newest.length > 0 ? 'nothing ran; the newest instant is caught up' : 'nothing ran')
}
