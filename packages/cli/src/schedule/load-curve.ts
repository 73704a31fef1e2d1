/** Runs summed up over equal stretches of time. */
export interface LoadCurve {
  readonly minutesEach: number
  readonly runs: readonly number[]
}

const UNITS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440, 2_880, 10_080, 20_160]
/** As wide as a terminal of 80 columns has room beside the scale. */
const COLUMNS = 60
const DAY_MINUTES = 1_440
const MINUTE = 60_000

/** The load in stretches of a length that people count in, so many that they fit a line. */
export function loadCurve(load: Uint32Array): LoadCurve {
  const minutesEach = UNITS.find((unit) => load.length / unit <= COLUMNS) ?? Math.ceil(load.length / COLUMNS)
  const runs = Array.from({ length: Math.ceil(load.length / minutesEach) }, () => 0)
  for (const [minute, count] of load.entries()) {
    const at = Math.floor(minute / minutesEach)
    runs[at] = (runs[at] ?? 0) + count
  }
  // What is left over is shorter than the others and would look like a drop.
  const isEven = load.length % minutesEach === 0
  return { minutesEach, runs: isEven || runs.length === 1 ? runs : runs.slice(0, -1) }
}

/** The mean of each minute of the hour, or of each hour of the day (UTC): when everybody comes at once. */
export function meanLoad(
  load: Uint32Array,
  from: number,
  of: 'minute of the hour' | 'hour of the day',
): readonly number[] {
  const first = Math.floor(from / MINUTE)
  const size = of === 'minute of the hour' ? 60 : 24
  const sums = Array.from({ length: size }, () => ({ runs: 0, minutes: 0 }))
  for (const [index, count] of load.entries()) {
    const minute = (first + index) % DAY_MINUTES
    const sum = sums[size === 60 ? minute % 60 : Math.floor(minute / 60)]
    if (!sum) continue
    sum.runs += count
    sum.minutes += 1
  }
  const each = size === 60 ? 1 : 60
  return sums.map(({ runs, minutes }) => (minutes === 0 ? 0 : (runs / minutes) * each))
}

/** `5 min`, `3 h`, `2 d`. */
export function lengthText(minutes: number): string {
  if (minutes % DAY_MINUTES === 0) return `${minutes / DAY_MINUTES} d`
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`
}
