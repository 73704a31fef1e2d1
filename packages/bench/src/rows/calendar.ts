import { CronExpressionParser } from 'cron-parser'
import type { Bench } from '../bench.js'
import { round } from '../figures.js'
import { CRONTAB_MIX, crontabJobs } from '../plans.js'
import { clocked, inTurn } from '../rounds.js'
import { defineRow, type Measured, type Row } from '../row.js'

interface CalendarDay {
  readonly jobs: number
  readonly entries: number
  readonly utcMs: number
  readonly zonedMs: number
}

const JOBS = 1_000
const DAY_MS = 86_400_000
const FIRST_DAY = Date.UTC(2026, 0, 31)

/** A day of many calendars expanded, without a store; beside it the usual way, one `next()` after the other. */
export const CALENDAR: Row = defineRow<CalendarDay>({
  name: 'calendar',
  measure,
  bars: [
    { what: 'a day of 1,000 jobs expanded, UTC', bar: '', read: ({ utcMs }) => `${utcMs} ms`, isMet: () => true },
    { what: 'the same in a zone', bar: '', read: ({ zonedMs }) => `${zonedMs} ms`, isMet: () => true },
  ],
})

async function measure(bench: Bench): Promise<Measured<CalendarDay>> {
  let entries = 0
  let day = FIRST_DAY
  const side = (timezone: string) => async (): Promise<number> => {
    const jobs = crontabJobs(JOBS, timezone)
    // A day nobody has asked for yet, so that nothing is remembered.
    day += DAY_MS
    const { answer, ms } = await clocked(async () => countInstants(jobs, { from: day, until: day + DAY_MS }))
    entries = answer
    return ms
  }
  const { utc, zoned, ours, parser } = await inTurn(bench, {
    utc: side('UTC'),
    zoned: side('Europe/Berlin'),
    ours: stretchByStretch(expandOurs),
    parser: stretchByStretch(expandByParser),
  })
  return {
    figure: { jobs: JOBS, entries, utcMs: round(utc, 1), zonedMs: round(zoned, 1) },
    peers: { instantsPerSecond: round(ours), cronParserInstantsPerSecond: round(parser) },
  }
}

const STRETCH_MS = 10 * DAY_MS
const MORE_THAN_THERE_ARE = STRETCH_MS
const FIRST_STRETCH = Date.UTC(2025, 0, 31)

interface Stretch {
  /** Exclusive, epoch ms. */
  readonly from: number
  readonly until: number
}

// Each expression once, ten days of it, and other days every time, so that nobody gains by remembering.
function stretchByStretch(expand: (stretch: Stretch) => number): () => Promise<number> {
  let from = FIRST_STRETCH
  return async () => {
    from += STRETCH_MS
    const { answer, ms } = await clocked(async () => expand({ from, until: from + STRETCH_MS }))
    return (answer / ms) * 1_000
  }
}

function expandOurs(stretch: Stretch): number {
  return countInstants(crontabJobs(CRONTAB_MIX.length), stretch)
}

function expandByParser({ from, until }: Stretch): number {
  return CRONTAB_MIX.reduce((sum, expression) => {
    const range = { currentDate: new Date(from), endDate: new Date(until), tz: 'UTC' }
    return sum + CronExpressionParser.parse(expression, range).take(MORE_THAN_THERE_ARE).length
  }, 0)
}

function countInstants(jobs: ReturnType<typeof crontabJobs>, { from, until }: Stretch): number {
  return jobs.reduce((sum, { calendar }) => {
    if (calendar?.compiled.kind !== 'timed') return sum
    return sum + calendar.compiled.between(from, until).length
  }, 0)
}
