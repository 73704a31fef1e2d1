import type { Interval } from '@horarium/core'
import { type Static, Type } from 'typebox'
import { Instant, Maybe } from '../../schemas.js'
import { isoOf } from '@horarium/app'

/** A pause, or a maintenance: from when to when, by whom and why. */
export const Pause = Type.Object({
  from: Maybe(Instant, { description: 'null: nobody knows' }),
  until: Maybe(Instant, { description: 'null: until it is ended' }),
  note: Type.String(),
  author: Type.String(),
})
export type Pause = Static<typeof Pause>
export const NoPause = Maybe(Pause)

/** What somebody asks for who pauses something. */
export const PauseWish = Type.Object(
  {
    until: Type.String({ maxLength: 64, description: 'an instant (ISO, UTC), or how long: 30m, 2h, 1d' }),
    note: Type.Optional(Type.String({ maxLength: 1_000, description: 'why' })),
    dryRun: Type.Optional(Type.Boolean({ description: 'only tell what would be skipped' })),
  },
  { additionalProperties: false },
)

/** What the calendars bring meanwhile. */
export const Skipped = Type.Object({
  jobs: Type.Integer({ description: 'whose calendars bring something meanwhile' }),
  instants: Type.Integer(),
  isMore: Type.Boolean({ description: 'whether there are more instants than were counted' }),
  first: Maybe(Instant),
})
export type Skipped = Static<typeof Skipped>

export function pauseShape(pause: (Interval & { readonly author: string }) | undefined): Pause | null {
  if (!pause) return null
  const { from, until, note, author } = pause
  return { from: finite(from), until: finite(until), note, author }
}

function finite(instant: number): string | null {
  return isoOf(Number.isFinite(instant) ? instant : undefined)
}
