import { remember } from './remember.js'

const SECOND = 1000
const DAY = 86_400_000
// Brazil once went to summer time and back within seven days; a longer stride would not see such a pair.
const STRIDE = 3 * DAY
const BLOCK = 120 * STRIDE
// A change on the very edge of a block is seen only by looking at what was before.
const LOOK_BACK = STRIDE

/** A stretch of time with one offset: instants from `start` up to, not including, `end`. */
export interface Segment {
  readonly start: number
  readonly end: number
  /** Local time minus UTC, milliseconds. */
  readonly offset: number
  /**
   * The local time the clocks had come to when `start` began: later than the segment's first local time when they were
   * put back, earlier when they jumped forward.
   */
  readonly reached: number
}

/** A time zone, known only where it has been asked about. */
export interface Zone {
  readonly segmentAt: (instant: number) => Segment
}

const UTC_SEGMENT: Segment = { start: -Infinity, end: Infinity, offset: 0, reached: -Infinity }
const UTC: Zone = { segmentAt: () => UTC_SEGMENT }

/** The zone of that name, `undefined` when this runtime does not know it; its offsets are found once, then kept. */
export function zoneOf(name: string): Zone | undefined {
  return zones(name).zone
}

const zones = remember(1000, (name: string): { readonly zone?: Zone } => {
  // Names only: some runtimes also read offsets such as +02:00 here, others do not.
  if (!/^[a-z]/i.test(name)) return {}
  if (name === 'UTC') return { zone: UTC }
  try {
    return { zone: openZone(wallClock(name)) }
  } catch {
    return {}
  }
})

type OffsetAt = (instant: number) => number

function openZone(offsetAt: OffsetAt): Zone {
  const blocks = new Map<number, readonly Segment[]>()
  const segmentsOf = (block: number): readonly Segment[] => {
    const known = blocks.get(block)
    if (known) return known
    const segments = findSegments(offsetAt, block * BLOCK)
    blocks.set(block, segments)
    return segments
  }
  return {
    segmentAt: (instant) => {
      const segments = segmentsOf(Math.floor(instant / BLOCK))
      return segments.find(({ end }) => instant < end) ?? UTC_SEGMENT
    },
  }
}

/** The segments that touch one block; the first may start before it, the last ends with it. */
function findSegments(offsetAt: OffsetAt, blockStart: number): readonly Segment[] {
  const segments: Segment[] = []
  const blockEnd = blockStart + BLOCK
  let start = blockStart - LOOK_BACK
  let offset = offsetAt(start)
  let reached = start + offset
  for (const end of [...findChanges(offsetAt, start, blockEnd - SECOND), blockEnd]) {
    if (end > blockStart) segments.push({ start, end, offset, reached })
    reached = end + offset
    start = end
    offset = offsetAt(start)
  }
  return segments
}

function findChanges(offsetAt: OffsetAt, from: number, until: number): readonly number[] {
  const changes: number[] = []
  let known = from
  let offset = offsetAt(from)
  while (known < until) {
    const probe = Math.min(known + STRIDE, until)
    const isSame = offsetAt(probe) === offset
    known = isSame ? probe : findChange(offsetAt, known, probe)
    if (isSame) continue
    changes.push(known)
    offset = offsetAt(known)
  }
  return changes
}

/** The second at which the offset changes, by halving: the offsets at the two ends differ. */
function findChange(offsetAt: OffsetAt, from: number, until: number): number {
  const before = offsetAt(from)
  let same = from
  let changed = until
  while (changed - same > SECOND) {
    const middle = same + Math.floor((changed - same) / 2 / SECOND) * SECOND
    if (offsetAt(middle) === before) same = middle
    else changed = middle
  }
  return changed
}

/** Asks the runtime what a clock in the zone shows; throws when it does not know the zone. */
function wallClock(timeZone: string): OffsetAt {
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (instant) => {
    const numbers = format.format(instant).match(/\d+/g)?.map(Number) ?? []
    const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = numbers
    return Date.UTC(year, month - 1, day, hour, minute, second) - instant
  }
}
