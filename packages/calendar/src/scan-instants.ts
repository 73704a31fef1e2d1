import type { DstRule } from '@horarium/core'
import { matchesDate, MINUTES_A_DAY, type Pattern } from './pattern.js'
import type { Segment, Zone } from './zone.js'

const MINUTE = 60_000

/** What to scan for: instants in (`after`, `until`], the first `limit` of them. */
export interface Stretch {
  readonly after: number
  readonly until: number
  readonly limit: number
}

/** A pattern on the clocks of a zone. */
export interface Dial {
  readonly pattern: Pattern
  readonly zone: Zone
  readonly dst: DstRule
}

/** The rule that follows elapsed time: due whenever the clocks show a match, and only then. */
export const AS_SHOWN: DstRule = { gap: 'skip', repeat: 'both' }

/**
 * The instants at which a pattern is due in a zone, strictly increasing.
 *
 * By the rules `after` and `first` it is due when the clocks first come to the wall time: at the first pass where they
 * are put back, and where they jump over it, at the first instant after the jump (once, however many wall times were
 * jumped over). By `both` and `skip` it is due whenever the clocks show a match.
 */
export function scanInstants({ pattern, zone, dst }: Dial, stretch: Stretch): readonly number[] {
  const { limit } = stretch
  const found: number[] = []
  let from = Math.floor(stretch.after) + 1
  while (from <= stretch.until && found.length < limit) {
    const segment = zone.segmentAt(from)
    const until = Math.min(stretch.until, segment.end - 1)
    const isJumped = dst.gap === 'after' && from === segment.start && jumpsOverMatch(pattern, segment)
    if (isJumped) found.push(from)
    addMatches(pattern, wallsOf(dst, segment, { from: isJumped ? from + 1 : from, until }), { found, limit })
    from = until + 1
  }
  return found
}

/** Minutes on the clock on the wall, counted from 1970-01-01T00:00 there, both ends included. */
interface Walls {
  readonly first: number
  readonly last: number
  /** Local time minus UTC, milliseconds. */
  readonly offset: number
}

function jumpsOverMatch(pattern: Pattern, { start, offset, reached }: Segment): boolean {
  const walls = { first: Math.ceil(reached / MINUTE), last: Math.ceil((start + offset) / MINUTE) - 1, offset }
  const found: number[] = []
  addMatches(pattern, walls, { found, limit: 1 })
  return found.length > 0
}

function wallsOf({ repeat }: DstRule, segment: Segment, { from, until }: { from: number; until: number }): Walls {
  const { offset, reached } = segment
  const local = repeat === 'first' ? Math.max(from + offset, reached) : from + offset
  return { first: Math.ceil(local / MINUTE), last: Math.floor((until + offset) / MINUTE), offset }
}

interface Harvest {
  readonly found: number[]
  readonly limit: number
}

function addMatches(pattern: Pattern, walls: Walls, { found, limit }: Harvest): void {
  let day = Math.floor(walls.first / MINUTES_A_DAY)
  let minute = walls.first - day * MINUTES_A_DAY
  for (; day * MINUTES_A_DAY + minute <= walls.last && found.length < limit; day += 1) {
    if (matchesDate(pattern, day)) addMatchesOfDay(pattern, walls, { day, minute, found, limit })
    minute = 0
  }
}

type DayHarvest = Harvest & { readonly day: number; readonly minute: number }

// Every instant of every job comes by here: two plain loops, which are quick also in a process that has just started.
function addMatchesOfDay(
  { hours, minutes }: Pattern,
  { last, offset }: Walls,
  { day, minute, ...harvest }: DayHarvest,
): void {
  const { found, limit } = harvest
  const lastMinute = last - day * MINUTES_A_DAY
  const midnight = day * MINUTES_A_DAY * MINUTE - offset
  for (const hour of hours) {
    const start = hour * 60
    if (start + 59 < minute) continue
    if (start > lastMinute) return
    for (const each of minutes) {
      const at = start + each
      if (at > lastMinute || found.length >= limit) return
      if (at >= minute) found.push(midnight + at * MINUTE)
    }
  }
}
