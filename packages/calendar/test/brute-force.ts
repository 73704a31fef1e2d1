import type { DstRule } from '@horarium/core'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const QUARTER = 15

/** What the clocks of a zone showed, minute by minute, around an instant. */
export interface Scan {
  /** The stretch to be asked about; the minutes go further, for what lies just outside. */
  readonly from: number
  readonly until: number
  /** Each minute's instant with its wall time, which is written as if it were UTC. */
  readonly minutes: readonly { readonly instant: number; readonly wall: number }[]
  readonly firstPass: ReadonlyMap<number, number>
}

/** What an expression means, found by other means than our own reading; wall times are written as if they were UTC. */
export interface Rule extends DstRule {
  readonly matches: (wall: number) => boolean
}

/** What the runtime says a clock in the zone shows. */
export function wallClock(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  return (instant) => Date.parse(`${format.format(instant).replace(' ', 'T')}Z`)
}

/** Asks the runtime for every minute of five days. */
export function scanZone(zone: string, around: number): Scan {
  const start = around - 2.5 * DAY
  const minutes = askMinutes(wallClock(zone), start, (5 * DAY) / MINUTE)
  const firstPass = new Map<number, number>()
  for (const { instant, wall } of minutes) if (!firstPass.has(wall)) firstPass.set(wall, instant)
  return { from: start + 30 * HOUR, until: start + 90 * HOUR, minutes, firstPass }
}

// Asking is slow: where a quarter of an hour begins and ends on one offset, the minutes in it need not be asked for.
function askMinutes(wallAt: (instant: number) => number, start: number, count: number): Scan['minutes'] {
  const minutes: { instant: number; wall: number }[] = []
  let wall = wallAt(start)
  for (let first = 0; first < count; first += QUARTER) {
    const instant = start + first * MINUTE
    const next = wallAt(instant + QUARTER * MINUTE)
    const isEven = next - wall === QUARTER * MINUTE
    for (let index = 0; index < QUARTER; index += 1) {
      const passed = index * MINUTE
      minutes.push({ instant: instant + passed, wall: isEven ? wall + passed : wallAt(instant + passed) })
    }
    wall = next
  }
  return minutes
}

/** The rule, taken literally: what an expression must be due at between the scan's `from` and `until`. */
export function expectedInstants(rule: Rule, scan: Scan): readonly number[] {
  const due = [...shown(rule, scan), ...(rule.gap === 'after' ? jumpedOver(rule, scan) : [])]
  return [...new Set(due)].filter((instant) => instant > scan.from && instant <= scan.until).toSorted((a, b) => a - b)
}

function shown({ matches, repeat }: Rule, { minutes, firstPass }: Scan): readonly number[] {
  return minutes
    .filter(({ wall, instant }) => matches(wall) && (repeat === 'both' || firstPass.get(wall) === instant))
    .map(({ instant }) => instant)
}

function jumpedOver({ matches }: Rule, { minutes, firstPass }: Scan): readonly number[] {
  const due: number[] = []
  for (const [index, { wall, instant }] of minutes.entries()) {
    const before = minutes[index - 1]?.wall ?? wall
    for (let jumped = before + MINUTE; jumped < wall; jumped += MINUTE) {
      // What was shown before, or will be, is not lost.
      if (!firstPass.has(jumped) && matches(jumped)) due.push(instant)
    }
  }
  return due
}
