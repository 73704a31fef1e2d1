import type { ExpressionReading } from './expression-reading.js'
import { AS_SHOWN, scanInstants } from './scan-instants.js'
import type { Zone } from './zone.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR
// A day that never changes: the same files have the same problems whenever they are read.
const COMPARED_FROM = Date.UTC(2026, 0, 1)
// After 28 years every date has had every weekday.
const COMPARED_UNTIL = COMPARED_FROM + 28 * 365.25 * DAY

export type Meaning = NonNullable<ExpressionReading['meaning']>

/** The first instant from 2026 on at which some of the meanings run and some do not, by the clock on the wall. */
export function firstParting(meanings: readonly Meaning[], zone: Zone): number | undefined {
  const [first] = meanings
  if (!first || meanings.every((meaning) => isSameMeaning(meaning, first))) return undefined
  // Most part within the first hour.
  let until = COMPARED_FROM + HOUR
  for (let from = COMPARED_FROM; from < COMPARED_UNTIL; from = until - DAY) {
    const stretch = { from, until }
    const parting = firstUnshared(meanings.map((meaning) => wallInstants(meaning, zone, stretch)))
    if (parting !== undefined) return parting
    until += DAY
  }
  return undefined
}

/** Whether two meanings match the same minutes; only one that never runs can do so without being written alike. */
export function isSameMeaning(one: Meaning, other: Meaning): boolean {
  if (one.kind !== 'pattern' || other.kind !== 'pattern') return one.kind === other.kind
  const isEither = one.pattern.eitherDay === other.pattern.eitherDay
  return isEither && one.values.every((field, index) => field.join() === other.values[index]?.join())
}

/** Whether a meaning runs at an instant, whatever its dialect does at clock changes. */
export function runsAt(meaning: Meaning, zone: Zone, instant: number): boolean {
  return wallInstants(meaning, zone, { from: instant, until: instant + 1 }).length > 0
}

/** `until` is not included. */
interface Stretch {
  readonly from: number
  readonly until: number
}

function wallInstants(meaning: Meaning, zone: Zone, { from, until }: Stretch): readonly number[] {
  if (meaning.kind !== 'pattern') return []
  const dial = { pattern: meaning.pattern, zone, dst: AS_SHOWN }
  return scanInstants(dial, { after: from - 1, until: until - 1, limit: Infinity })
}

function firstUnshared(lists: readonly (readonly number[])[]): number | undefined {
  const longest = lists.reduce((a, b) => (b.length > a.length ? b : a), [])
  const index = longest.findIndex((instant, at) => lists.some((list) => list[at] !== instant))
  return index < 0 ? undefined : Math.min(...lists.map((list) => list[index] ?? Infinity))
}
