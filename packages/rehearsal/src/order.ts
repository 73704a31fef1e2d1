import { HorariumError, parseDuration } from '@horarium/core'
import type { Downtime, Instant, RehearseOptions } from '@horarium/sdk/testing'

export interface Span {
  /** Epoch ms. */
  readonly from: number
  readonly to: number
}

/** When what is to be rehearsed, read. */
export interface Order extends Span {
  /** In their order. */
  readonly downtimes: readonly Span[]
  /** Absent where a worker looks. */
  readonly passEveryMs: number | undefined
  readonly lasts: ReadonlyMap<string, number>
}

/** Reads the times of a rehearsal. Throws `usage`. */
export function readOrder({ from, to, downtime = [], passEvery, lasts = {} }: RehearseOptions): Order {
  return {
    ...readSpan({ from, to }, 'rehearsal'),
    downtimes: downtime.map((one) => readSpan(one, 'downtime')).toSorted((a, b) => a.from - b.from),
    passEveryMs: passEvery === undefined ? undefined : readDuration(passEvery, 'passEvery'),
    lasts: new Map(Object.entries(lasts).map(([code, text]) => [code, readDuration(text, `lasts.${code}`)])),
  }
}

function readSpan({ from, to }: Downtime, what: string): Span {
  const span = { from: readInstant(from), to: readInstant(to) }
  if (span.to > span.from) return span
  throw new HorariumError('usage', `The ${what} ends at ${isoOf(span.to)}, not after it begins.`)
}

// A time without a zone is another one on every machine.
const ZONED = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:?\d\d))?$/

function readInstant(instant: Instant): number {
  const isRead = instant instanceof Date || (ZONED.test(instant) && isDay(instant.slice(0, 10)))
  const ms = isRead ? new Date(instant).getTime() : Number.NaN
  if (!Number.isNaN(ms)) return ms
  throw new HorariumError('usage', `'${String(instant)}' is no instant; write a Date, or 2026-01-31T10:00:00Z.`)
}

// JavaScript reads 31 February too.
function isDay(text: string): boolean {
  const day = new Date(text)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

function readDuration(text: string, name: string): number {
  const ms = parseDuration(text)
  if (ms !== undefined && ms > 0) return ms
  throw new HorariumError('usage', `${name} is '${text}'; write 30s, 10m, 2h or 1d.`)
}

function isoOf(instant: number): string {
  return new Date(instant).toISOString()
}
