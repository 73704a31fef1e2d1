import type { RandomExpression } from './random-expression.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** What the clocks of a zone showed, minute by minute, around an instant. */
export interface Scan {
  /** The stretch to be asked about; the minutes go further, for what lies just outside. */
  readonly from: number
  readonly until: number
  /** Each minute's instant with its wall time, which is written as if it were UTC. */
  readonly minutes: readonly { readonly instant: number; readonly wall: number }[]
  readonly firstPass: ReadonlyMap<number, number>
}

/** Asks the runtime for every minute of five days. */
export function scanZone(zone: string, around: string): Scan {
  const start = Date.parse(around) - 2.5 * DAY
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  const minutes = Array.from({ length: (5 * DAY) / MINUTE }, (_, index) => {
    const instant = start + index * MINUTE
    return { instant, wall: Date.parse(`${format.format(instant).replace(' ', 'T')}Z`) }
  })
  const firstPass = new Map<number, number>()
  for (const { instant, wall } of minutes) if (!firstPass.has(wall)) firstPass.set(wall, instant)
  return { from: start + 30 * HOUR, until: start + 90 * HOUR, minutes, firstPass }
}

/** The rule, taken literally: what an expression must be due at between the scan's `from` and `until`. */
export function expectedInstants(expression: RandomExpression, scan: Scan): readonly number[] {
  const due = expression.followsElapsedTime ? elapsedInstants(expression, scan) : fixedInstants(expression, scan)
  return [...new Set(due)].filter((instant) => instant > scan.from && instant <= scan.until).toSorted((a, b) => a - b)
}

function elapsedInstants(expression: RandomExpression, { minutes }: Scan): readonly number[] {
  return minutes.filter(({ wall }) => matches(expression, wall)).map(({ instant }) => instant)
}

function fixedInstants(expression: RandomExpression, { minutes, firstPass }: Scan): readonly number[] {
  const first = minutes[0]?.wall ?? 0
  const last = minutes.at(-1)?.wall ?? 0
  const due: number[] = []
  for (let wall = first; wall <= last; wall += MINUTE) {
    if (!matches(expression, wall)) continue
    due.push(firstPass.get(wall) ?? minutes.find((minute) => minute.wall > wall)?.instant ?? Number.NaN)
  }
  return due
}

function matches(expression: RandomExpression, wall: number): boolean {
  const date = new Date(wall)
  const onDay = expression.days.has(date.getUTCDate())
  const onWeekday = expression.weekdays.has(date.getUTCDay())
  return (
    expression.minutes.has(date.getUTCMinutes()) &&
    expression.hours.has(date.getUTCHours()) &&
    expression.months.has(date.getUTCMonth() + 1) &&
    (expression.eitherDay ? onDay || onWeekday : onDay && onWeekday)
  )
}
