import { type Entry, groupSettings, type JobDefinition, type StatusCounts } from '@horarium/core'
import { readWaiting } from '@horarium/store'
import { isHeld } from '@horarium/alerts'
import { watchedJobs } from '../alerting/watched-jobs.js'
import type { App } from '../app.js'
import { BY_CRON_RUN } from '../pass.js'
import { countEnded } from './count-ended.js'
import { type ForeseenRuns, foreseeRuns } from './foresee-runs.js'
import { checkHealth, type Health } from './health.js'
import { queryEntries } from './list-entries.js'
import { type FailingJob, listFailingLately } from './list-failing.js'
import { listOverdue, type OverdueJob } from './list-overdue.js'
import { countProblems } from './list-problems.js'

/** How the whole instance is, at a glance. Instants are epoch ms. */
export interface Overview {
  readonly now: number
  readonly environment: string
  readonly health: Health
  /** What does not happen, as nobody makes it happen. */
  readonly idle?: Idle
  readonly jobs: Readonly<Record<'ok' | 'invalid' | 'disabled' | 'paused', number>>
  readonly problems: Readonly<Record<'error' | 'warning', number>>
  readonly running: { readonly count: number; readonly first: readonly Entry[] }
  readonly failing: { readonly count: number; readonly isMore: boolean; readonly first: readonly FailingJob[] }
  readonly overdue: { readonly count: number; readonly first: readonly OverdueJob[] }
  /** Entries that are due and that no worker has taken. */
  readonly waiting: { readonly count: number; readonly since: number | undefined }
  readonly nextHour: ForeseenRuns
  /** The last day, by hour, the oldest first. */
  readonly hours: readonly EndedInHour[]
}

export interface EndedInHour {
  readonly from: number
  readonly ended: StatusCounts
  /** Some of what ended then may have been purged. */
  readonly isPartial: boolean
}

/** That nothing runs: no pass was made yet, nobody makes them any more, no worker lives, or those that live make none. */
export interface Idle {
  readonly kind: 'never' | 'stopped' | 'no-worker' | 'late'
  /** Since when. */
  readonly since: number | undefined
  /** What the calendars would have started since. */
  readonly missing: ForeseenRuns
  readonly jobs: number
}

const HOUR_MS = 3_600_000
const HOURS = 24
const SHOWN = 10

/** Gathers it at a cost that does not grow with the entries, nor much with the jobs. */
export async function readOverview(app: App): Promise<Overview> {
  const now = app.clock.now()
  const configuration = app.configuration()
  const [health, runs, { failing, isAll }, overdue, waiting, hours] = await Promise.all([
    checkHealth(app),
    queryEntries(app, { statuses: ['running'], limit: SHOWN }),
    listFailingLately(app),
    listOverdue(app),
    waitingOf(app, now),
    hoursOf(app, now),
  ])
  const idle = idleOf(app, health, now)
  const running = Object.values(health.lanes).reduce((sum, lane) => sum + lane.running, 0)
  return {
    now,
    environment: configuration.environment,
    health,
    ...(idle ? { idle } : {}),
    jobs: jobsOf(app, now),
    problems: countProblems(app),
    running: { count: running, first: runs.toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0)) },
    failing: { count: failing.length, isMore: !isAll, first: failing.slice(0, SHOWN) },
    overdue: { count: overdue.length, first: overdue.slice(0, SHOWN) },
    waiting,
    nextHour: foreseeRuns(app, { after: now, until: now + HOUR_MS, named: SHOWN }),
    hours,
  }
}

function jobsOf(app: App, now: number): Overview['jobs'] {
  const { jobs } = app.configuration()
  const count = (status: JobDefinition['status']): number => jobs.filter((job) => job.status === status).length
  const held = [...watchedJobs(app.plans()).jobs.values()].filter((job) => isHeld(job, now)).length
  return { ok: count('ok'), invalid: count('invalid'), disabled: count('disabled'), paused: held }
}

async function waitingOf(app: App, now: number): Promise<Overview['waiting']> {
  const all = await Promise.all([...app.plans().values()].map(({ lane }) => readWaiting(lane, now)))
  const since = all.flatMap((one) => one.since ?? [])
  return {
    count: all.reduce((sum, one) => sum + one.count, 0),
    since: since.length === 0 ? undefined : Math.min(...since),
  }
}

async function hoursOf(app: App, now: number): Promise<readonly EndedInHour[]> {
  const first = Math.floor(now / HOUR_MS) * HOUR_MS - (HOURS - 1) * HOUR_MS
  const edges = Array.from({ length: HOURS + 1 }, (_, hour) => first + hour * HOUR_MS)
  const { settings, groups } = app.configuration()
  const kept = groups.map((group) => groupSettings(settings, group))
  const keptMs = Math.min(...kept.map((one) => Math.min(one.successLifetimeMs, one.failureLifetimeMs)))
  const lanes = [...app.plans().values()].map(({ lane }) => lane)
  const hours = await countEnded(lanes, edges)
  return hours.map(({ from, counts }) => ({ from, ended: counts, isPartial: from < now - keptMs }))
}

const COUNTED_MS = 86_400_000
const NONE: ForeseenRuns = { count: 0, isMore: false, first: [], jobs: [] }

function idleOf(app: App, { healthy, lastPass, workers }: Health, now: number): Idle | undefined {
  const isWorker = workers.some(({ executes }) => executes)
  // Where a system crontab makes the passes, no worker is missed.
  if (healthy && (isWorker || lastPass?.by.startsWith(BY_CRON_RUN))) return undefined
  const since = lastPass?.at
  const until = Math.min(now, (since ?? now) + COUNTED_MS)
  const missing = since === undefined ? NONE : foreseeRuns(app, { after: since, until, named: 0 })
  const kind = since === undefined ? 'never' : workers.length === 0 ? 'stopped' : isWorker ? 'late' : 'no-worker'
  const able = app.configuration().jobs.filter((job) => job.status === 'ok' && job.calendar && !job.policy.manualOnly)
  return { kind, since, missing: { ...missing, isMore: missing.isMore || until < now }, jobs: able.length }
}
