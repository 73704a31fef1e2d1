import { findJob, isoOf, nextInstants, presetOf, SCHEDULE_PRESETS, setJob, setPreset } from '@horarium/app'
import type { App } from '@horarium/app'
import { HorariumError, jobPath } from '@horarium/core'
import { type Static, Type } from 'typebox'
import { Instant, Maybe, MaybeText } from '../schemas.js'
import { Refusal } from '../errors.js'
import type { ServiceParts } from '../service.js'

const NEXT_SHOWN = 5

const Params = Type.Object({ job: Type.String({ maxLength: 255 }) })
const Instants = Type.Array(Instant)
const JobSchedule = Type.Object({
  taskName: Type.String(),
  active: Type.Boolean(),
  preset: MaybeText,
  expression: MaybeText,
  everySeconds: Maybe(Type.Number()),
  timezone: MaybeText,
  origin: Type.String({ description: 'module, file, environment or override' }),
  next: Instants,
})
export type JobSchedule = Static<typeof JobSchedule>
const Wish = Type.Object(
  {
    preset: Type.Optional(Type.String()),
    expression: Type.Optional(
      Type.String({ maxLength: 255, description: 'a cron expression, a word, or seconds: 30s' }),
    ),
    timezone: Type.Optional(Type.String({ maxLength: 64 })),
  },
  { additionalProperties: false },
)
const Presets = Type.Record(Type.String(), Type.String())

/** When jobs run, by preset or expression. */
export function jobScheduleRoutes({ server, app, appFor }: ServiceParts): void {
  const listed = { summary: 'The presets a job may have', response: { 200: Presets } }
  server.get('/api/v1/presets', { config: { role: 'view' }, schema: listed }, () => SCHEDULE_PRESETS)
  const url = '/api/v1/jobs/:job/schedule'
  const response = { 200: JobSchedule, 400: Refusal, 404: Refusal }
  const shown = { summary: 'When a job runs', params: Params, response }
  server.get(url, { config: { role: 'view' }, schema: shown }, (request) => scheduleOf(app, request.params.job))
  const changed = { summary: 'Change when a job runs', params: Params, body: Wish, response }
  server.put(url, { config: { role: 'configure' }, schema: changed }, async (request) => {
    const { preset, expression, timezone } = request.body
    const job = findJob(app.configuration().jobs, request.params.job)
    const caller = appFor(request)
    if (preset !== undefined && expression !== undefined) {
      throw new HorariumError('usage', 'Give a preset or an expression, not both.')
    }
    const wishes = {
      ...(expression === undefined ? {} : { schedule: expression }),
      ...(timezone === undefined ? {} : { timezone }),
    }
    if (preset !== undefined) await setPreset(caller, job, preset)
    if (preset === undefined || timezone !== undefined) await setJob(caller, job, { ...wishes, dryRun: false })
    return scheduleOf(app, job.code)
  })
}

function scheduleOf(app: App, typed: string): Static<typeof JobSchedule> {
  const { jobs, settings } = app.configuration()
  const job = findJob(jobs, typed)
  const { calendar } = job
  return {
    taskName: job.code,
    active: job.status === 'ok',
    preset: presetOf(job) ?? null,
    expression: calendar?.kind === 'expression' ? calendar.expression : null,
    everySeconds: calendar?.kind === 'every' ? calendar.seconds : null,
    timezone: calendar?.kind === 'expression' ? (calendar.timezone ?? null) : null,
    origin: settings.valueOf(jobPath(job.code, 'schedule/cron_expr'), jobPath(job.code, 'every'))?.origin ?? 'module',
    next: nextInstants(app, job.code, NEXT_SHOWN).map((at) => isoOf(at)),
  }
}
