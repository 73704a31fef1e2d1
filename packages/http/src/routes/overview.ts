import {
  type FailingJob,
  type ForeseenRuns,
  type Idle,
  isoOf,
  type Overview as Facts,
  readOverview,
} from '@horarium/app'
import { type Entry, type JobDefinition, parseEntryId } from '@horarium/core'
import { type Static, Type } from 'typebox'
import { Instant, Maybe, MaybeText } from '../schemas.js'
import type { ServiceParts } from '../service.js'

const Texts = Type.Array(Type.String())
const Count = Type.Integer()
const Named = { jobCode: Type.String(), label: MaybeText }
const OverviewRun = Type.Object({
  ...Named,
  id: Type.String(),
  target: MaybeText,
  startedAt: Maybe(Instant),
  worker: MaybeText,
  progress: Maybe(Type.Number()),
  message: MaybeText,
})
const OverviewFailure = Type.Object({
  ...Named,
  target: MaybeText,
  entryId: Type.String(),
  reason: Type.String(),
  finishedAt: Instant,
})
const Ended = Type.Object({ success: Count, error: Count, missed: Count, skipped: Count, killed: Count })
const EndedHour = Type.Object({
  from: Instant,
  ...Ended.properties,
  isPartial: Type.Boolean({ description: 'whether some of it may have been purged' }),
})
const OverviewIdle = Type.Object(
  {
    kind: Type.Enum(['never', 'stopped', 'no-worker', 'late']),
    since: Maybe(Instant),
    jobs: Type.Integer({ description: 'jobs a calendar would start' }),
    runs: Type.Integer({ description: 'what the calendars would have started since, of a day at most' }),
    isMore: Type.Boolean(),
    missingJobs: Type.Integer({ description: 'the jobs that would have run since' }),
    missing: Type.Array(Type.Object({ ...Named, runs: Count }), { description: 'the first of them, the rarest first' }),
  },
  { description: 'that nothing runs, and what does not happen for that' },
)
export const Overview = Type.Object({
  now: Instant,
  environment: Type.String(),
  isHealthy: Type.Boolean(),
  reasons: Texts,
  warnings: Texts,
  guards: Texts,
  idle: Maybe(OverviewIdle),
  redis: Type.Object({ description: Type.String(), latencyMs: Type.Number() }),
  lastPass: Maybe(Type.Object({ at: Instant, by: Type.String() })),
  workers: Type.Array(
    Type.Object({ name: Type.String(), host: Type.String(), executes: Type.Boolean(), seenAt: Instant }),
  ),
  jobs: Type.Object({ ok: Count, invalid: Count, disabled: Count, paused: Count }),
  problems: Type.Object({ errors: Count, warnings: Count }),
  running: Type.Object({ count: Count, first: Type.Array(OverviewRun) }),
  failing: Type.Object({ count: Count, isMore: Type.Boolean(), first: Type.Array(OverviewFailure) }),
  overdue: Type.Object({ count: Count, first: Type.Array(Type.Object({ ...Named, since: Instant })) }),
  waiting: Type.Object({ count: Count, since: Maybe(Instant) }, { description: 'due, and no worker has taken it' }),
  nextHour: Type.Object({
    count: Count,
    isMore: Type.Boolean(),
    first: Type.Array(Type.Object({ ...Named, at: Instant })),
  }),
  hours: Type.Array(EndedHour, { description: 'how what ended in the last day ended, the oldest first' }),
})
export type Overview = Static<typeof Overview>

/** How it is, at a glance. */
export function overviewRoutes({ server, app }: ServiceParts): void {
  const schema = { summary: 'How the instance is, at a glance', response: { 200: Overview } }
  server.get('/api/v1/overview', { config: { role: 'view' }, schema }, async () =>
    shapeOf(await readOverview(app), app.configuration().jobs),
  )
}

function shapeOf(facts: Facts, jobs: readonly JobDefinition[]): Overview {
  const { health, idle, running, failing, overdue, waiting, hours, problems } = facts
  const labelOf = (code: string): string | null => jobs.find((job) => job.code === code)?.label ?? null
  return {
    now: isoOf(facts.now),
    environment: facts.environment,
    isHealthy: health.healthy,
    reasons: [...health.reasons],
    warnings: [...health.warnings],
    guards: [...health.guards],
    idle: idle ? idleOf(idle) : null,
    redis: health.redis,
    lastPass: health.lastPass ? { at: isoOf(health.lastPass.at), by: health.lastPass.by } : null,
    workers: health.workers.map(({ name, host, executes, seenAt }) => ({
      name,
      host,
      executes,
      seenAt: isoOf(seenAt),
    })),
    jobs: facts.jobs,
    problems: { errors: problems.error, warnings: problems.warning },
    running: { count: running.count, first: running.first.map((entry) => runOf(entry, labelOf(entry.jobCode))) },
    failing: { ...failing, first: failing.first.map(failureOf) },
    overdue: {
      count: overdue.count,
      first: overdue.first.map(({ jobCode, label = null, since }) => ({ jobCode, label, since: isoOf(since) })),
    },
    waiting: { count: waiting.count, since: maybe(waiting.since) },
    nextHour: nextOf(facts.nextHour),
    hours: hours.map(({ from, ended, isPartial }) => ({ from: isoOf(from), ...ended, isPartial })),
  }
}

const MISSING_SHOWN = 10

function idleOf({ kind, since, missing, jobs }: Idle): Static<typeof OverviewIdle> {
  return {
    kind,
    since: maybe(since),
    jobs,
    runs: missing.count,
    isMore: missing.isMore,
    missingJobs: missing.jobs.length,
    missing: missing.jobs.slice(0, MISSING_SHOWN).map(({ job, count }) => ({ ...nameOf(job), runs: count })),
  }
}

function runOf(entry: Entry, label: string | null): Static<typeof OverviewRun> {
  const { id, jobCode, target, startedAt, worker, progress, message } = entry
  return {
    id,
    jobCode,
    label,
    target: target ?? null,
    startedAt: maybe(startedAt),
    worker: worker ?? null,
    progress: progress ?? null,
    message: message ?? null,
  }
}

function failureOf({ definition, entryId, reason, finishedAt }: FailingJob): Static<typeof OverviewFailure> {
  const { target } = parseEntryId(entryId)
  return { ...nameOf(definition), target: target ?? null, entryId, reason, finishedAt: isoOf(finishedAt) }
}

function nextOf({ count, isMore, first }: ForeseenRuns): Overview['nextHour'] {
  return { count, isMore, first: first.map(({ job, at }) => ({ ...nameOf(job), at: isoOf(at) })) }
}

function nameOf({ code, label }: JobDefinition): { jobCode: string; label: string | null } {
  return { jobCode: code, label: label ?? null }
}

function maybe(instant: number | undefined): string | null {
  return instant === undefined ? null : isoOf(instant)
}
