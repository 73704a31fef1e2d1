import { HorariumError, type JobDefinition } from '@horarium/core'
import { addPending } from '@horarium/store'
import type { App } from '../app.js'
import { checkParams, checkTarget } from '../check-wish.js'
import { runnableJob } from '../runnable-job.js'
import { refuseInMaintenance } from './maintenance.js'

export interface AddEntry {
  /** Epoch ms. */
  readonly at: number
  readonly params?: Readonly<Record<string, string>>
  readonly target?: string
}

/**
 * Writes one entry of a job by hand. Throws `usage` for the past, `configuration` when the job is invalid, `conflict`
 * when that instant has one already, or in maintenance.
 */
export async function addEntry(app: App, job: JobDefinition, { at, params, target }: AddEntry): Promise<string> {
  checkTarget(job, target)
  checkParams(params)
  if (at <= app.clock.now()) {
    throw new HorariumError('usage', `${new Date(at).toISOString()} is past. Name an instant to come, or use job:run.`)
  }
  const { plan } = runnableJob(app, job)
  refuseInMaintenance(app, plan)
  const id = await addPending(plan.lane, { jobCode: job.code, instant: at, target, author: app.author, params })
  if (id === undefined) {
    throw new HorariumError('conflict', `Job ${job.code} has an entry at ${new Date(at).toISOString()} already.`)
  }
  return id
}
