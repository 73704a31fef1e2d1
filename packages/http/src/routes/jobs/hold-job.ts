import {
  findJob,
  foreseeActive,
  foreseeDue,
  isoOf,
  parseEnd,
  pauseJob,
  refuseSystemJob,
  resumeJob,
  setJobActive,
} from '@horarium/app'
import { type Static, Type } from 'typebox'
import { Instant } from '../../schemas.js'
import { Refusal } from '../../errors.js'
import { IfMatch, onlyIfMatch } from '../../if-match.js'
import type { ServiceParts } from '../../service.js'
import { changeableJob } from './job-version.js'
import { detailsOf, JobDetails, JobParam } from './show-job.js'
import { PauseWish, Skipped } from './pause-shape.js'

/** What a pause would skip, or did; and the job as it stands. */
export const JobPaused = Type.Object({
  dryRun: Type.Boolean(),
  until: Instant,
  skips: Skipped,
  job: JobDetails,
})
export type JobPaused = Static<typeof JobPaused>

export const JobSwitched = Type.Object({
  dryRun: Type.Boolean(),
  withdrawn: Type.Integer({ description: 'pending entries' }),
  written: Type.Integer({ description: 'pending entries' }),
  job: JobDetails,
})
export type JobSwitched = Static<typeof JobSwitched>

const Active = Type.Object(
  { active: Type.Boolean(), dryRun: Type.Optional(Type.Boolean({ description: 'only tell what it would do' })) },
  { additionalProperties: false },
)
const refusals = { 400: Refusal, 403: Refusal, 404: Refusal, 409: Refusal, 412: Refusal }
const common = { params: JobParam, headers: IfMatch }

/** Keeps the calendar from starting a job, for a while or until somebody lets it again. */
export function holdJobRoutes(parts: ServiceParts): void {
  addPause(parts)
  addActive(parts)
}

function addPause({ server, app, appFor }: ServiceParts): void {
  const url = '/api/v1/jobs/:job/pause'
  const config = { role: 'operate' } as const
  const pause = { summary: 'Pause a job', ...common, body: PauseWish, response: { 200: JobPaused, ...refusals } }
  server.put(url, { config, schema: pause }, async (request) => {
    const job = findJob(app.configuration().jobs, request.params.job)
    const { until: typed, note = '', dryRun = false } = request.body
    const until = parseEnd(typed, app.clock.now())
    const caller = onlyIfMatch(appFor(request), request.headers['if-match'], changeableJob(job.code))
    const skips = skipped(foreseeDue(app, [job], until))
    if (!dryRun) await pauseJob(caller, job, { until, note })
    return { dryRun, until: isoOf(until), skips, job: await detailsOf(app, job.code) }
  })
  const resume = { summary: 'End the pause of a job', ...common, response: { 200: JobDetails, ...refusals } }
  server.delete(url, { config, schema: resume }, async (request) => {
    const job = findJob(app.configuration().jobs, request.params.job)
    await resumeJob(onlyIfMatch(appFor(request), request.headers['if-match'], changeableJob(job.code)), job)
    return detailsOf(app, job.code)
  })
}

/** As JSON says it. */
export function skipped({ jobs, instants, isMore, first }: ReturnType<typeof foreseeDue>): Skipped {
  return { jobs, instants, isMore, first: isoOf(first) }
}

function addActive({ server, app, appFor }: ServiceParts): void {
  const schema = {
    summary: 'Let the calendar start a job, or not',
    ...common,
    body: Active,
    response: { 200: JobSwitched, ...refusals },
  }
  server.put('/api/v1/jobs/:job/active', { config: { role: 'operate' }, schema }, async (request) => {
    const job = findJob(app.configuration().jobs, request.params.job)
    const { active, dryRun = false } = request.body
    if (!active) refuseSystemJob(job)
    const caller = onlyIfMatch(appFor(request), request.headers['if-match'], changeableJob(job.code))
    const { withdrawn, written } = dryRun
      ? await foreseeActive(caller, job, active)
      : await switchJob(caller, job, active)
    return { dryRun, withdrawn, written, job: await detailsOf(app, job.code) }
  })
}

type Switch = Parameters<typeof setJobActive>

async function switchJob(...[app, job, active]: Switch): Promise<{ withdrawn: number; written: number }> {
  const entries = await setJobActive(app, job, active)
  return active ? { withdrawn: 0, written: entries } : { withdrawn: entries, written: 0 }
}
