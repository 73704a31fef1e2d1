import { addEntry, findJob } from '@horarium/app'
import { type Static, Type } from 'typebox'
import { Refusal } from '../../errors.js'
import type { ServiceParts } from '../../service.js'
import { JobParam } from './show-job.js'

const Value = Type.Union([Type.String(), Type.Number(), Type.Boolean()])
const Wish = Type.Object(
  {
    params: Type.Optional(Type.Record(Type.String(), Value, { description: 'laid over the job’s own' })),
    target: Type.Optional(Type.String({ maxLength: 100, description: 'of a job with targets: only this one' })),
  },
  { additionalProperties: false },
)
export const JobStarted = Type.Object({ code: Type.String(), entryId: Type.String() })
export type JobStarted = Static<typeof JobStarted>

/** Lets people start jobs, whatever their calendars say. */
export function startJobRoute({ server, app, appFor }: ServiceParts): void {
  const schema = {
    summary: 'Run a job now: writes an entry that a worker runs at once',
    params: JobParam,
    body: Wish,
    response: { 202: JobStarted, 400: Refusal, 404: Refusal, 409: Refusal, 422: Refusal },
  }
  server.post('/api/v1/jobs/:job/runs', { config: { role: 'operate' }, schema }, async (request, reply) => {
    const { params: wanted = {}, target } = request.body
    const job = findJob(app.configuration().jobs, request.params.job)
    const params = Object.fromEntries(Object.entries(wanted).map(([name, value]) => [name, String(value)]))
    const wish = { params, ...(target === undefined ? {} : { target }) }
    return reply.code(202).send({ code: job.code, entryId: await addEntry(appFor(request), job, wish) })
  })
}
