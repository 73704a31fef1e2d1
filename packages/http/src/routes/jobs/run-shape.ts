import { isoOf, type PreviewedRun } from '@horarium/app'
import { type Static, Type } from 'typebox'
import { Instant } from '../../schemas.js'

const MEETS_SHOWN = 5
const MINUTE_MS = 60_000

/** A run to come. */
export const NextRun = Type.Object({
  at: Instant,
  local: Type.Union(
    [
      Type.Object({
        time: Type.String({ description: 'what the clocks of the zone show: 2026-03-29T03:00:00' }),
        offset: Type.String({ description: 'from UTC: +02:00' }),
        pass: Type.Union([Type.Literal('first'), Type.Literal('second'), Type.Null()], {
          description: 'where the clocks show that time twice',
        }),
      }),
      Type.Null(),
    ],
    { description: 'null where the schedule has no zone' },
  ),
  isMoved: Type.Boolean({ description: 'the clocks jump over the hour it names' }),
  meets: Type.Object({
    count: Type.Integer({ description: 'other jobs that begin in the same minute' }),
    first: Type.Array(Type.String(), { description: 'some of them' }),
  }),
})
export type NextRun = Static<typeof NextRun>

export function nextRun({ at, local, moved, meets }: PreviewedRun): NextRun {
  return {
    at: isoOf(at) ?? '',
    local: local
      ? { time: (isoOf(local.wall) ?? '').slice(0, 19), offset: offsetOf(local.offset), pass: local.pass ?? null }
      : null,
    isMoved: moved !== undefined,
    meets: { count: meets.length, first: meets.slice(0, MEETS_SHOWN) },
  }
}

function offsetOf(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / MINUTE_MS)
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'))
  return `${ms < 0 ? '-' : '+'}${hour}:${minute}`
}
