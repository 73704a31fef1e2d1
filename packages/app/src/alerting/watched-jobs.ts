import { createHash } from 'node:crypto'
import type { WatchedJob } from '@horarium/alerts'
import { type LanePlan, pausesOf, type PlannedJob } from '@horarium/engine'
import type { Lane } from '@horarium/store'
import { POISON_AUTHOR } from '../operations/pause-poisoned.js'

/** What a look for alerts looks at. */
export interface Watched {
  readonly lanes: readonly Lane[]
  readonly jobs: ReadonlyMap<string, WatchedJob>
  /** Changes whenever some job would be overdue at another time. */
  readonly digest: string
}

type Plans = ReadonlyMap<string, LanePlan>

// Plans are replaced whole, so that a look every minute need not go through ten thousand jobs.
const known = new WeakMap<Plans, Watched>()

/** The jobs that can run, as a look sees them, and every lane. */
export function watchedJobs(plans: Plans): Watched {
  const found = known.get(plans) ?? readPlans(plans)
  known.set(plans, found)
  return found
}

function readPlans(plans: Plans): Watched {
  const jobs = new Map<string, WatchedJob>()
  const hash = createHash('sha1')
  for (const plan of plans.values()) {
    for (const planned of plan.jobs.values()) {
      if (planned.definition.status !== 'ok') continue
      const job = watchedJob(plan, planned)
      jobs.set(job.code, job)
      const { on, toleranceMs } = job.alert
      hash.update(JSON.stringify([job.code, job.calendar?.fingerprint, toleranceMs, on.includes('overdue')]))
    }
  }
  return { jobs, lanes: [...plans.values()].map(({ lane }) => lane), digest: hash.digest('base64url') }
}

function watchedJob(plan: LanePlan, { definition, calendar }: PlannedJob): WatchedJob {
  const { code, group, label, policy, targets, pause } = definition
  return {
    code,
    group,
    alert: policy.alert,
    lane: plan.lane,
    hasTargets: targets !== undefined,
    holds: [...plan.settings.maintenances, ...pausesOf(plan, definition)],
    isGuarded: plan.guardedEnvironment !== undefined && !policy.outsideProduction,
    ...(label === undefined ? {} : { label }),
    ...(calendar ? { calendar } : {}),
    ...(pause?.author === POISON_AUTHOR ? { poisoned: pause } : {}),
  }
}
