import { HorariumError, type JobDefinition } from '@horarium/core'
import type { LanePlan, PlannedJob } from '@horarium/engine'
import type { App } from './app.js'
import { planOf } from './find-job.js'

/** A job that a person may start, and the plan it belongs to. */
export interface RunnableJob {
  readonly plan: LanePlan
  readonly planned: PlannedJob
}

/** A job made ready to run by hand, disabled or not. Throws `configuration`, with the reason, when it is invalid. */
export function runnableJob(app: App, job: JobDefinition): RunnableJob {
  const plan = planOf(app.plans(), job.code)
  const planned = plan.jobs.get(job.code)
  if (planned?.call && job.status !== 'invalid') return { plan, planned }
  throw new HorariumError('configuration', `Job ${job.code} is invalid and cannot run: ${whyNot(app, job)}`)
}

function whyNot(app: App, { code, problems }: JobDefinition): string {
  const found = [...(app.configuration().handlers.problems.get(code) ?? []), ...problems]
  const error = found.find(({ severity }) => severity === 'error')
  return error ? `${error.message}. ${error.remedy}` : 'see validate.'
}
