import { type App, type ChangedJob, findJob, isoOf, resetJob, setJob } from '@horarium/app'
import { HorariumError, jobPathOf, maskSetting, POLICY_LEAVES, type PolicyLeaf } from '@horarium/core'
import { type Static, type TOptional, type TString, Type } from 'typebox'
import { Instant, MaybeText } from '../../schemas.js'
import { Refusal } from '../../errors.js'
import { IfMatch, onlyIfMatch } from '../../if-match.js'
import type { ServiceParts } from '../../service.js'
import { changeableJob, jobVersion } from './job-version.js'
import { JobParam } from './show-job.js'

const Said = Type.Optional(Type.String({ maxLength: 1_000 }))
const policy = Object.fromEntries(POLICY_LEAVES.map((leaf) => [leaf, Said])) as Record<PolicyLeaf, TOptional<TString>>

/** What of a job is to be otherwise than its XML says. */
export const JobChange = Type.Object(
  {
    schedule: Type.Optional(
      Type.String({ maxLength: 255, description: 'a cron expression, a word, or seconds: 30, 30s, every 30s' }),
    ),
    timezone: Said,
    dialect: Said,
    group: Said,
    label: Said,
    description: Type.Optional(Type.String({ maxLength: 4_000 })),
    params: Type.Optional(
      Type.Record(Type.String(), Type.String(), { description: 'laid over those it has, each by its name' }),
    ),
    policy: Type.Optional(
      Type.Object(policy, { additionalProperties: false, description: 'as its nodes would say it' }),
    ),
    dryRun: Type.Optional(Type.Boolean({ description: 'only tell what would change' })),
  },
  { additionalProperties: false },
)
export type JobChange = Static<typeof JobChange>

/** What a change did to a job, or would do. */
export const JobChanged = Type.Object({
  code: Type.String(),
  dryRun: Type.Boolean(),
  version: Type.String({ description: 'of what stands now' }),
  isGone: Type.Boolean({ description: 'whether no module declares it' }),
  values: Type.Array(Type.Object({ path: Type.String(), before: MaybeText, after: MaybeText }), {
    description: 'null: as its XML says',
  }),
  warnings: Type.Array(Type.Object({ message: Type.String(), remedy: Type.String() })),
  nextBefore: Type.Array(Instant),
  nextAfter: Type.Array(Instant),
  withdrawn: Type.Integer({ description: 'pending entries' }),
  written: Type.Integer({ description: 'pending entries' }),
})
export type JobChanged = Static<typeof JobChanged>

const Parts = Type.Object(
  {
    part: Type.Optional(
      Type.String({
        maxLength: 2_000,
        description: 'which, with commas between: schedule, timezone, timeout, params, params/colour; all, unless told',
      }),
    ),
    dryRun: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
const refusals = { 400: Refusal, 404: Refusal, 409: Refusal, 412: Refusal }

/** Lays an admin's wishes over a job, and takes them away again. */
export function changeJobRoutes({ server, app, appFor }: ServiceParts): void {
  const response = { 200: JobChanged, ...refusals }
  const change = { summary: 'Change a job over its XML', params: JobParam, headers: IfMatch, body: JobChange, response }
  server.patch('/api/v1/jobs/:job', { config: { role: 'configure' }, schema: change }, async (request) => {
    const job = findJob(app.configuration().jobs, request.params.job)
    const caller = onlyIfMatch(appFor(request), request.headers['if-match'], changeableJob(job.code))
    const { dryRun = false, ...wishes } = request.body
    return changedShape(app, await setJob(caller, job, { ...wishes, dryRun }))
  })
  const reset = { summary: 'Let its XML count again', params: JobParam, headers: IfMatch, querystring: Parts, response }
  server.delete('/api/v1/jobs/:job/overrides', { config: { role: 'configure' }, schema: reset }, async (request) => {
    const code = codeOf(app, request.params.job)
    const caller = onlyIfMatch(appFor(request), request.headers['if-match'], changeableJob(code))
    const { part = '', dryRun = false } = request.query
    return changedShape(app, await resetJob(caller, code, { ...partsIn(part), dryRun }))
  })
}

const WHOLE = ['schedule', 'timezone', 'dialect', 'group', 'label', 'description', 'params', ...POLICY_LEAVES] as const
const PARAM = 'params/'

function partsIn(text: string): Pick<Parameters<typeof resetJob>[2], 'parts' | 'params'> {
  const named = text.split(',').filter(Boolean)
  const params = named.filter((part) => part.startsWith(PARAM)).map((part) => part.slice(PARAM.length))
  const parts = named
    .filter((part) => !part.startsWith(PARAM))
    .map((name) => {
      const part = WHOLE.find((known) => known === name)
      if (part) return part
      throw new HorariumError('usage', `'${name}' is no part of a job: ${WHOLE.join(', ')}, ${PARAM}<name>.`)
    })
  return { parts, params }
}

// The overrides of a job outlive it.
function codeOf(app: App, typed: string): string {
  const { jobs, settings } = app.configuration()
  const isLeft = settings.paths.some((path) => jobPathOf(path)?.code === typed)
  return isLeft && !jobs.some(({ code }) => code === typed) ? typed : findJob(jobs, typed).code
}

function changedShape(app: App, changed: ChangedJob): JobChanged {
  const { code, after, values, warnings, nextBefore, nextAfter, followed, foreseen } = changed
  const { withdrawn, written } = followed ?? foreseen ?? { withdrawn: 0, written: 0 }
  const shown = (path: string, value: string | undefined): string | null =>
    value === undefined ? null : maskSetting(path, value)
  return {
    code,
    dryRun: followed === undefined,
    version: jobVersion(app.configuration(), code),
    isGone: after === undefined,
    values: values.map(({ path, before, after: is }) => ({
      path,
      before: shown(path, before),
      after: shown(path, is),
    })),
    warnings: warnings.map(({ message, remedy }) => ({ message, remedy })),
    nextBefore: nextBefore.map((at) => isoOf(at)),
    nextAfter: nextAfter.map((at) => isoOf(at)),
    withdrawn,
    written,
  }
}
