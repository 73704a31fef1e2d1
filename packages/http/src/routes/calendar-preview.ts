import { type CalendarPreview, findJob, previewCalendar } from '@horarium/app'
import { DIALECTS } from '@horarium/core'
import { type Static, Type } from 'typebox'
import { Maybe, MaybeText } from '../schemas.js'
import { Refusal } from '../errors.js'
import type { ServiceParts } from '../service.js'
import { NextRun, nextRun } from './jobs/run-shape.js'

const Wish = Type.Object(
  {
    expression: Type.String({
      maxLength: 255,
      description: 'a cron expression, a word, or seconds: 30, 30s, every 30s',
    }),
    timezone: Type.Optional(Type.String({ maxLength: 64 })),
    dialect: Type.Optional(Type.Enum([...DIALECTS])),
    jobCode: Type.Optional(
      Type.String({ maxLength: 255, description: 'the job it is for: what it does not say is as that job has it' }),
    ),
  },
  { additionalProperties: false },
)
const Fault = Type.Object({ message: Type.String(), remedy: Type.String() })
/** What a schedule would mean. */
export const SchedulePreview = Type.Object({
  words: Maybe(Type.String(), { description: 'null where it means nothing' }),
  timezone: MaybeText,
  dialect: MaybeText,
  faults: Type.Array(Fault, { description: 'why it means nothing' }),
  warnings: Type.Array(Fault),
  next: Type.Array(NextRun),
})
export type SchedulePreview = Static<typeof SchedulePreview>

/** Tells what a schedule would mean while somebody types it. */
export function calendarPreviewRoute({ server, app }: ServiceParts): void {
  const schema = {
    summary: 'What a schedule would mean; one that means nothing is answered with what is wrong',
    body: Wish,
    response: { 200: SchedulePreview, 400: Refusal, 404: Refusal },
  }
  server.post('/api/v1/calendar/preview', { config: { role: 'view' }, schema }, (request) => {
    const { expression, jobCode, ...rest } = request.body
    const job = jobCode === undefined ? {} : { job: findJob(app.configuration().jobs, jobCode) }
    return previewShape(previewCalendar(app, { schedule: expression, ...rest, ...job }))
  })
}

function previewShape({ words, spec, faults, runs }: CalendarPreview): SchedulePreview {
  const told = (wanted: string): SchedulePreview['faults'] =>
    faults.filter(({ severity }) => severity === wanted).map(({ message, remedy }) => ({ message, remedy }))
  const { timezone = null, dialect = null } = spec.kind === 'expression' ? spec : {}
  return {
    words: words ?? null,
    timezone,
    dialect,
    faults: told('error'),
    warnings: told('warning'),
    next: runs.map(nextRun),
  }
}
