import type { Bench } from '../bench.js'
import { round } from '../figures.js'
import { crontabJobs } from '../plans.js'
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

/** A day of many calendars expanded, without a store. */
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
    const { answer, ms } = await clocked(async () => countInstants(jobs, day))
    entries = answer
    return ms
  }
  const { utc, zoned } = await inTurn(bench, { utc: side('UTC'), zoned: side('Europe/Berlin') })
  return { figure: { jobs: JOBS, entries, utcMs: round(utc, 1), zonedMs: round(zoned, 1) } }
}

function countInstants(jobs: ReturnType<typeof crontabJobs>, day: number): number {
  return jobs.reduce((sum, { calendar }) => {
    if (calendar?.compiled.kind !== 'timed') return sum
    return sum + calendar.compiled.between(day, day + DAY_MS).length
  }, 0)
}
