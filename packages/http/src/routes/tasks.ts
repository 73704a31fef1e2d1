import { addEntry, findJob, type JobRun, refuseSystemJob, runJob, sayEntries, setJobActive } from '@horarium/app'
import { HorariumError, type JobDefinition } from '@horarium/core'
import { type Static, Type } from 'typebox'
import { Refusal } from '../errors.js'
import type { ServiceParts } from '../service.js'

// The longest there is: how long a run may take is the job's to say.
const AS_LONG_AS_IT_RUNS = 2 ** 31 - 1

const Params = Type.Object({ job: Type.String({ maxLength: 255, description: 'a job code' }) })
const Value = Type.Union([Type.String(), Type.Number(), Type.Boolean()])
const Wish = Type.Object(
  {
    params: Type.Optional(Type.Record(Type.String(), Value, { description: 'laid over the job’s own' })),
    target: Type.Optional(Type.String({ maxLength: 100, description: 'of a job with targets: only this one' })),
  },
  { additionalProperties: false },
)
const Query = Type.Object(
  { async: Type.Optional(Type.Enum(['1', 'true', '0', 'false'], { description: 'answer at once; a worker runs it' })) },
  { additionalProperties: false },
)
const Ran = Type.Object({
  taskName: Type.String(),
  success: Type.Boolean(),
  message: Type.Optional(Type.String()),
  error: Type.Optional(Type.String()),
  statistics: Type.Optional(Type.Unknown({ description: 'what the handler returned' })),
  entryId: Type.String(),
  durationMs: Type.Optional(Type.Number()),
})
const Asked = Type.Object({ taskName: Type.String(), entryId: Type.String() })
const Switched = Type.Object({ taskName: Type.String(), message: Type.String(), active: Type.Boolean() })
const refusals = { 400: Refusal, 403: Refusal, 404: Refusal, 409: Refusal, 422: Refusal }

/** Runs jobs, and switches them on and off. */
export function taskRoutes(parts: ServiceParts): void {
  addTrigger(parts)
  addSwitch(parts, { verb: 'start', active: true, summary: 'Let the calendar start a job again' })
  addSwitch(parts, { verb: 'stop', active: false, summary: 'Stop the calendar from starting a job' })
}

function addTrigger({ server, app, appFor, stopping }: ServiceParts): void {
  const response = { 200: Ran, 202: Asked, ...refusals }
  const schema = { summary: 'Run a job now', params: Params, querystring: Query, body: Wish, response }
  server.post(
    '/trigger/:job',
    { config: { role: 'operate' }, schema, handlerTimeout: AS_LONG_AS_IT_RUNS },
    async (request, reply) => {
      const { params: wanted = {}, target } = request.body
      const job = findJob(app.configuration().jobs, request.params.job)
      const params = Object.fromEntries(Object.entries(wanted).map(([name, value]) => [name, String(value)]))
      const wish = { params, ...(target === undefined ? {} : { target }) }
      const caller = appFor(request)
      if (request.query.async === '1' || request.query.async === 'true') {
        return reply.code(202).send({ taskName: job.code, entryId: await addEntry(caller, job, wish) })
      }
      return reply.send(ranShape(await runJob(caller, job, { ...wish, signal: stopping })))
    },
  )
}

function ranShape({ entry }: JobRun): Static<typeof Ran> {
  const { id, jobCode, status, message, reason = status, result, durationMs } = entry
  const success = status === 'success'
  return {
    taskName: jobCode,
    success,
    ...(success ? { message: message ?? reason } : { error: reason }),
    ...(result === undefined ? {} : { statistics: readJson(result) }),
    entryId: id,
    ...(durationMs === undefined ? {} : { durationMs }),
  }
}

// A result that was cut is no JSON any more.
function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

interface Switch {
  readonly verb: 'start' | 'stop'
  readonly active: boolean
  readonly summary: string
}

function addSwitch({ server, app, appFor }: ServiceParts, { verb, active, summary }: Switch): void {
  const schema = { summary, params: Params, response: { 200: Switched, ...refusals } }
  server.post(`/${verb}/:job`, { config: { role: 'operate' }, schema }, async (request) => {
    const job = findJob(app.configuration().jobs, request.params.job)
    if (!active) refuseSystemJob(job)
    refuseInvalid(job)
    const said = active ? 'started' : 'stopped'
    if ((job.status === 'ok') === active) {
      return { taskName: job.code, active, message: `Job ${job.code} is ${said} already.` }
    }
    const entries = await setJobActive(appFor(request), job, active)
    return { taskName: job.code, active, message: `Job ${job.code} is ${said}; ${sayEntries(active, entries)}.` }
  })
}

function refuseInvalid({ code, status, problems }: JobDefinition): void {
  if (status !== 'invalid') return
  const found = problems.find(({ severity }) => severity === 'error')
  throw new HorariumError(
    'configuration',
    `Job ${code} is invalid: ${found ? `${found.message}. ${found.remedy}` : 'see validate.'}`,
  )
}
