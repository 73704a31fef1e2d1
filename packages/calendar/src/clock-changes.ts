import { type CalendarSpec, dstRuleOf } from '@horarium/core'
import { readDialect } from './read-dialect.js'
import { AS_SHOWN, type Dial, scanInstants } from './scan-instants.js'
import { type Zone, zoneOf } from './zone.js'

/** What a change of the clocks does to a calendar that names its hours. */
export interface ClockEffect {
  /** When the clocks change, epoch ms. */
  readonly at: number
  /**
   * `moved`: wall times the clocks jump over, done at once after the jump; `dropped`: left out, or one with a run that
   * falls there anyway; `doubled`: runs of the second pass.
   */
  readonly effect: 'moved' | 'dropped' | 'doubled'
  /** How many wall times. */
  readonly count: number
}

/** What the clocks do to a calendar in (`after`, `until`]; nothing where it follows elapsed time. */
export function clockEffects(spec: CalendarSpec, after: number, until: number): readonly ClockEffect[] {
  if (spec.kind === 'every') return []
  const zone = zoneOf(spec.timezone)
  const { meaning } = readDialect(spec.dialect, spec.expression, spec.seed)
  if (!zone || meaning?.kind !== 'pattern' || !meaning.pattern.fixedHour) return []
  const dial = { pattern: meaning.pattern, zone, dst: dstRuleOf(spec) }
  return clockChanges(zone, after, until).flatMap((change) => effectOf(dial, change))
}

/** What the clocks of a zone show at an instant; `pass` where they show it twice. */
export interface LocalTime {
  /** Written as if it were UTC, epoch ms. */
  readonly wall: number
  /** Local time minus UTC, ms. */
  readonly offset: number
  readonly pass?: 'first' | 'second'
}

/** Reads the clocks of a zone; `undefined` when this runtime does not know it. */
export function localTimeAt(timezone: string, instant: number): LocalTime | undefined {
  const zone = zoneOf(timezone)
  if (!zone) return undefined
  const { end, offset, reached } = zone.segmentAt(instant)
  const wall = instant + offset
  if (wall < reached) return { wall, offset, pass: 'second' }
  const isRepeated = Number.isFinite(end) && wall >= end + zone.segmentAt(end).offset
  return isRepeated ? { wall, offset, pass: 'first' } : { wall, offset }
}

interface ClockChange {
  readonly at: number
  /** Local time minus UTC, ms. */
  readonly before: number
  readonly after: number
}

function clockChanges(zone: Zone, after: number, until: number): readonly ClockChange[] {
  const found: ClockChange[] = []
  let segment = zone.segmentAt(after)
  while (segment.end <= until) {
    const next = zone.segmentAt(segment.end)
    // What is known of a zone comes in blocks, and a block may end without a change.
    if (next.offset !== segment.offset && segment.end > after) {
      found.push({ at: segment.end, before: segment.offset, after: next.offset })
    }
    segment = next
  }
  return found
}

const UTC: Zone = { segmentAt: () => ({ start: -Infinity, end: Infinity, offset: 0, reached: -Infinity }) }

function effectOf(dial: Dial, { at, before, after }: ClockChange): readonly ClockEffect[] {
  // The same pattern on clocks that never change tells which wall times are wanted.
  const wanted = (from: number, until: number): number => countIn({ ...dial, zone: UTC, dst: AS_SHOWN }, from, until)
  if (after < before) {
    const count = countIn(dial, at, at + before - after)
    return count > 0 ? [{ at, effect: 'doubled', count }] : []
  }
  const count = wanted(at + before, at + after)
  if (count === 0) return []
  const isMoved = countIn(dial, at, at + 1) > 0 && wanted(at + after, at + after + 1) === 0
  return [{ at, effect: isMoved ? 'moved' : 'dropped', count }]
}

/** How many in [`from`, `until`). */
function countIn(dial: Dial, from: number, until: number): number {
  return scanInstants(dial, { after: from - 1, until: until - 1, limit: Infinity }).length
}
