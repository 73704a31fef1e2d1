import { CronExpressionParser } from 'cron-parser'
import { Cron } from 'croner'
import type { Bench } from '../bench.js'
import { round } from '../figures.js'
import { CRONTAB_MIX, crontabJobs } from '../plans.js'
import { clocked, inTurn } from '../rounds.js'
import { defineRow, type Measured, type Row } from '../row.js'

interface Expansion {
  readonly utcMs: number
  readonly zonedMs: number
  readonly manyMs: number
}

const JOBS = 1_000
const MANY_JOBS = 100_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const ZONE = 'Europe/Berlin'

const isQuick = (ms: number): boolean => ms < 20

/** Many calendars expanded, without a store; beside it the usual way, one `next()` after the other. */
export const CALENDAR: Row = defineRow<Expansion>({
  name: 'calendar',
  measure,
  bars: [
    {
      what: 'a day of 1,000 jobs expanded, UTC',
      bar: '< 20 ms',
      read: ({ utcMs }) => `${utcMs} ms`,
      isMet: ({ utcMs }) => isQuick(utcMs),
    },
    {
      what: 'the same in a zone',
      bar: '< 20 ms',
      read: ({ zonedMs }) => `${zonedMs} ms`,
      isMet: ({ zonedMs }) => isQuick(zonedMs),
    },
    {
      what: '100,000 jobs compiled, an hour expanded',
      bar: '< 2,000 ms',
      read: ({ manyMs }) => `${manyMs} ms`,
      isMet: ({ manyMs }) => manyMs < 2_000,
    },
  ],
})

async function measure(bench: Bench): Promise<Measured<Expansion>> {
  const { utc, zoned, many, ...peers } = await inTurn(bench, {
    utc: dayByDay('UTC'),
    zoned: dayByDay(ZONE),
    many: () => expandMany(bench.size(MANY_JOBS, MANY_JOBS / 10)),
    instantsPerSecond: stretchByStretch('UTC', expandOurs),
    instantsPerSecondInZone: stretchByStretch(ZONE, expandOurs),
    cronParserInstantsPerSecond: stretchByStretch('UTC', expandByParser),
    cronParserInstantsPerSecondInZone: stretchByStretch(ZONE, expandByParser),
    cronerInstantsPerSecond: stretchByStretch('UTC', expandByCroner),
    cronerInstantsPerSecondInZone: stretchByStretch(ZONE, expandByCroner),
  })
  const figure = { utcMs: round(utc, 1), zonedMs: round(zoned, 1), manyMs: round(many) }
  return { figure, peers: Object.fromEntries(Object.entries(peers).map(([name, pace]) => [name, round(pace)])) }
}

const FIRST_DAY = Date.UTC(2026, 0, 31)

interface Stretch {
  /** Exclusive, epoch ms. */
  readonly from: number
  readonly until: number
}

// A day nobody has asked for yet, so that nothing is remembered.
function dayByDay(timezone: string): () => Promise<number> {
  let from = FIRST_DAY
  return async () => {
    const jobs = crontabJobs(JOBS, timezone)
    from += DAY_MS
    return (await clocked(async () => countInstants(jobs, { from, until: from + DAY_MS }))).ms
  }
}

async function expandMany(count: number): Promise<number> {
  const day = { from: FIRST_DAY, until: FIRST_DAY + HOUR_MS }
  return (await clocked(async () => countInstants(crontabJobs(count, ZONE), day))).ms
}

const STRETCH_MS = 3 * DAY_MS
const FIRST_STRETCH = Date.UTC(2025, 0, 31)

type Expand = (stretch: Stretch, timezone: string) => number

// Each expression once, three days of it, and other days every time, so that nobody gains by remembering.
function stretchByStretch(timezone: string, expand: Expand): () => Promise<number> {
  let from = FIRST_STRETCH
  return async () => {
    from += STRETCH_MS
    const { answer, ms } = await clocked(async () => expand({ from, until: from + STRETCH_MS }, timezone))
    return (answer / ms) * 1_000
  }
}

function expandOurs(stretch: Stretch, timezone: string): number {
  return countInstants(crontabJobs(CRONTAB_MIX.length, timezone), stretch)
}

function expandByParser({ from, until }: Stretch, tz: string): number {
  return CRONTAB_MIX.reduce((sum, expression) => {
    const parsed = CronExpressionParser.parse(expression, { currentDate: new Date(from), tz })
    let count = 0
    while (parsed.next().getTime() <= until) count += 1
    return sum + count
  }, 0)
}

function expandByCroner({ from, until }: Stretch, timezone: string): number {
  return CRONTAB_MIX.reduce((sum, expression) => {
    const cron = new Cron(expression, { timezone, paused: true })
    let count = 0
    for (let at = cron.nextRun(new Date(from)); at && at.getTime() <= until; at = cron.nextRun(at)) count += 1
    return sum + count
  }, 0)
}

function countInstants(jobs: ReturnType<typeof crontabJobs>, { from, until }: Stretch): number {
  return jobs.reduce((sum, { calendar }) => {
    if (calendar?.compiled.kind !== 'timed') return sum
    return sum + calendar.compiled.between(from, until).length
  }, 0)
}
