const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The time that is looked at, epoch ms. */
export interface View {
  readonly from: number
  readonly to: number
}

/** The shortest time and the longest that can be looked at. */
export const SHORTEST = 5 * MINUTE
export const LONGEST = 31 * DAY

/** How much time one may choose with a click. */
export const SPANS = [HOUR, 3 * HOUR, 12 * HOUR, DAY, 7 * DAY, 31 * DAY] as const

// The present stands here, from the left: more is known of what was than of what comes.
const NOW_AT = 0.7

/** The time of a length around now. */
export function viewAround(now: number, span: number): View {
  const from = now - span * NOW_AT
  return { from, to: from + span }
}

export function spanOf({ from, to }: View): number {
  return to - from
}

/** So many times longer, around an instant that stays where it is. */
export function zoomed(view: View, times: number, around = (view.from + view.to) / 2): View {
  const span = Math.min(LONGEST, Math.max(SHORTEST, spanOf(view) * times))
  const share = (around - view.from) / spanOf(view)
  const from = around - share * span
  return { from, to: from + span }
}

/** So much later, in its own lengths. */
export function panned({ from, to }: View, share: number): View {
  const by = (to - from) * share
  return { from: from + by, to: to + by }
}

/** What is asked of the service: somewhat more than is looked at, on a raster, so that a small move asks nothing new. */
export interface AskedTime {
  readonly from: string
  readonly to: string
  readonly bins: number
}

const BINS_IN_SIGHT = 110
const RASTER = 40
const MARGIN = 0.2

export function askedTime(view: View): AskedTime {
  const span = spanOf(view)
  const binMs = evenMs(span / BINS_IN_SIGHT)
  const raster = binMs * RASTER
  const from = Math.floor((view.from - span * MARGIN) / raster) * raster
  const to = Math.ceil((view.to + span * MARGIN) / raster) * raster
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), bins: (to - from) / binMs }
}

const EVEN = [
  ...[1, 2, 5, 10, 15, 20, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 3, 5, 10, 15, 20, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12, 24].map((hours) => hours * HOUR),
]

/** A time of about that length that hours and days are divided by evenly: what is regular is counted evenly in it. */
export function evenMs(ms: number): number {
  const far = (one: number): number => Math.abs(Math.log(one / ms))
  return EVEN.reduce((best, one) => (far(one) < far(best) ? one : best))
}

/** How often what is shown is asked for again: by then it would have moved by about a pixel. */
export function askEveryMs(view: View, now: number): number | false {
  if (now < view.from - HOUR) return false
  return Math.min(30 * SECOND, Math.max(2 * SECOND, spanOf(view) / 3_600))
}
