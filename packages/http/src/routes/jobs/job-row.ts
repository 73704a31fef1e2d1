import { isoOf, isSystemJob, type JobFigures, type JobListing, scheduleOf, timezoneOf } from '@horarium/app'
import { STATUSES } from '@horarium/core'
import { type Static, Type } from 'typebox'
import { Instant, Maybe, MaybeText } from '../../schemas.js'
import { NoPause, pauseShape } from './pause-shape.js'

/** A job as a list shows it. */
export const JobRow = Type.Object({
  code: Type.String(),
  label: MaybeText,
  group: Type.String(),
  module: Type.String(),
  file: Type.String(),
  line: Type.Integer(),
  handler: Type.String(),
  schedule: Maybe(Type.String(), { description: 'null: only people start it' }),
  words: Maybe(Type.String(), { description: 'the schedule in words' }),
  timezone: MaybeText,
  status: Type.Enum(['ok', 'invalid', 'disabled']),
  isSystem: Type.Boolean({ description: 'whether it keeps the instance itself going' }),
  pause: Type.Union([...NoPause.anyOf], {
    description: 'the one it is in or comes to: its own, its group’s, everything’s',
  }),
  lastStatus: Maybe(Type.Enum([...STATUSES])),
  lastReason: MaybeText,
  lastRunAt: Maybe(Instant),
  nextRunAt: Maybe(Instant),
  successRate: Maybe(Type.Number(), { description: '0 to 1, of the runs of the last 30 days' }),
  runs: Type.Integer({ description: 'of the last 30 days, in its group' }),
  typicalMs: Maybe(Type.Number(), {
    description: 'what half of its newest successes took at most',
  }),
  problems: Type.Integer(),
})
export type JobRow = Static<typeof JobRow>

export interface ShownRow extends JobListing {
  readonly words: string | undefined
  readonly figures: JobFigures | undefined
}

export function jobRow({ definition, words, figures, ...listing }: ShownRow): JobRow {
  const { code, label, group, module, file, line, handler, status, problems } = definition
  const { success = 0, error = 0, killed = 0 } = figures?.counts ?? {}
  return {
    code,
    label: label ?? null,
    group,
    module,
    file,
    line,
    handler,
    schedule: scheduleOf(definition),
    words: words ?? null,
    timezone: timezoneOf(definition),
    status,
    isSystem: isSystemJob(definition),
    pause: pauseShape(listing.pause),
    lastStatus: listing.lastStatus ?? null,
    lastReason: listing.lastReason ?? null,
    lastRunAt: isoOf(listing.lastRunAt),
    nextRunAt: isoOf(listing.nextRunAt),
    successRate: figures?.successRate ?? null,
    runs: success + error + killed,
    typicalMs: figures?.typicalMs ?? null,
    problems: problems.length,
  }
}
