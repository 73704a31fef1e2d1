import { type App, findJob, isoOf, type ShownJob, showJob } from '@horarium/app'
import { FINISHED_STATUSES, maskParams, ORIGINS } from '@horarium/core'
import { type Static, Type } from 'typebox'
import { Instant, Maybe, MaybeText } from '../../schemas.js'
import { Refusal } from '../../errors.js'
import type { ServiceParts } from '../../service.js'
import { JobRow, jobRow } from './job-row.js'
import { jobVersion } from './job-version.js'
import { NextRun, nextRun } from './run-shape.js'

export const JobParam = Type.Object({ job: Type.String({ maxLength: 255, description: 'a job code' }) })
const Texts = Type.Record(Type.String(), Type.String())

/** What counts for one leaf of a job, and who says so. */
export const JobValueRow = Type.Object({
  leaf: Type.String({ description: 'as a path names it: schedule/cron_expr, timeout, params/colour' }),
  value: Type.String(),
  origin: Type.Enum([...ORIGINS]),
  source: Type.String({ description: 'file:line, a variable, an author' }),
  ofGroup: Type.Boolean({ description: 'whether its group says it, for all of its jobs' }),
})
export type JobValueRow = Static<typeof JobValueRow>

export const JobDetails = Type.Object({
  ...JobRow.properties,
  version: Type.String({ description: 'for If-Match' }),
  description: MaybeText,
  cronExpr: MaybeText,
  configPath: MaybeText,
  everySeconds: Maybe(Type.Integer()),
  dialect: MaybeText,
  movedFrom: Maybe(Type.String(), { description: 'the group its modules declare' }),
  targets: MaybeText,
  params: Texts,
  paramsFault: MaybeText,
  values: Type.Array(JobValueRow, { description: 'what counts for each of its leaves, and who says so' }),
  overrides: Type.Integer({ description: 'how many of them an admin has said' }),
  counts: Type.Record(Type.Enum([...FINISHED_STATUSES]), Type.Integer(), { description: 'of the last 30 days' }),
  next: Type.Array(NextRun),
  gaps: Type.Array(
    Type.Object({
      from: Instant,
      to: Instant,
      count: Type.Integer(),
      reason: Type.String(),
    }),
    { description: 'when instants passed unwritten because nothing ran, newest first' },
  ),
  faults: Type.Array(
    Type.Object({
      severity: Type.Enum(['error', 'warning']),
      file: Type.String(),
      line: Type.Integer(),
      path: Type.String(),
      message: Type.String(),
      remedy: Type.String(),
    }),
    { description: 'what is wrong with it' },
  ),
})
export type JobDetails = Static<typeof JobDetails>

/** Everything about one job but its entries. */
export function showJobRoute({ server, app }: ServiceParts): void {
  const schema = { summary: 'All about a job', params: JobParam, response: { 200: JobDetails, 404: Refusal } }
  server.get('/api/v1/jobs/:job', { config: { role: 'view' }, schema }, (request) => detailsOf(app, request.params.job))
}

/** Shows a job as it stands now. */
export async function detailsOf(app: App, typed: string): Promise<JobDetails> {
  const job = findJob(app.configuration().jobs, typed)
  return { ...detailsShape(await showJob(app, job)), version: jobVersion(app.configuration(), job.code) }
}

function detailsShape({ listing, figures, values, preview, gaps }: ShownJob): Omit<JobDetails, 'version'> {
  const { definition } = listing
  const { calendar } = definition
  return {
    ...jobRow({ ...listing, words: preview.words, figures }),
    description: definition.description ?? null,
    cronExpr: definition.cronExpr ?? null,
    configPath: definition.configPath ?? null,
    everySeconds: calendar?.kind === 'every' ? calendar.seconds : null,
    dialect: calendar?.kind === 'expression' ? calendar.dialect : null,
    movedFrom: definition.movedFrom ?? null,
    targets: definition.targets ?? null,
    params: maskParams(definition.params),
    paramsFault: definition.paramsFault ?? null,
    values: [...values],
    overrides: values.filter(({ origin }) => origin === 'override').length,
    counts: figures?.counts ?? { success: 0, error: 0, missed: 0, skipped: 0, killed: 0 },
    next: preview.runs.map(nextRun),
    gaps: gaps.map(({ from, to, count, reason }) => ({ from: isoOf(from) ?? '', to: isoOf(to) ?? '', count, reason })),
    faults: [...definition.problems],
  }
}
