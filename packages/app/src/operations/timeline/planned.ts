import { type Calendar, isPaused, type JobPause } from '@horarium/core'

/** From an instant, inclusive, to another, exclusive; epoch ms. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** What a calendar foresees: instants where they are few, else in which stretches of time there are some. */
export interface Planned {
  readonly instants: readonly number[]
  readonly stretches: readonly Stretch[]
}

export interface PlannedOrder extends Stretch {
  /** More instants are not listed. */
  readonly most: number
  /** Exclusive: only what comes later. */
  readonly after: number
  /** How long a stretch is, ms; they are counted from `from` on. */
  readonly binMs: number
  /** Nothing is foreseen while one of them lasts. */
  readonly pauses: readonly JobPause[]
}

const NOTHING: Planned = { instants: [], stretches: [] }

/** What a calendar foresees between two instants. A calendar of every second is as quick as one of every week. */
export function plannedOf(calendar: Calendar | undefined, order: PlannedOrder): Planned {
  if (calendar?.kind !== 'timed' || order.to <= order.after) return NOTHING
  const instants = firstInstants(calendar.next, order)
  return instants.length > order.most
    ? { instants: [], stretches: stretchesOf(calendar.next, order) }
    : { instants, stretches: [] }
}

type Next = (after: number) => number | undefined

function firstInstants(next: Next, { after, to, most, pauses }: PlannedOrder): readonly number[] {
  const found: number[] = []
  for (let at = unpaused(next, after, pauses); at !== undefined && at < to; at = unpaused(next, at, pauses)) {
    found.push(at)
    if (found.length > most) break
  }
  return found
}

// One look per stretch; neighbours are joined.
function stretchesOf(next: Next, { after, from, to, binMs, pauses }: PlannedOrder): readonly Stretch[] {
  const found: Stretch[] = []
  let at = unpaused(next, after, pauses)
  while (at !== undefined && at < to) {
    const begin = from + Math.floor((at - from) / binMs) * binMs
    const end = Math.min(begin + binMs, to)
    const last = found.at(-1)
    if (last?.to === begin) found.splice(-1, 1, { from: last.from, to: end })
    else found.push({ from: begin, to: end })
    at = unpaused(next, end - 1, pauses)
  }
  return found
}

function unpaused(next: Next, after: number, pauses: readonly JobPause[]): number | undefined {
  let at = next(after)
  for (;;) {
    const instant = at
    if (instant === undefined) return undefined
    const pause = pauses.find((one) => isPaused(one, instant, instant))
    if (!pause) return instant
    at = next(pause.until - 1)
  }
}
