import { HorariumError, type JobDefinition } from '@horarium/core'
import { readOrder } from '@horarium/engine'
import { addAsked, addPending } from '@horarium/store'
import type { App } from '../app.js'
import { runnableJob } from '../runnable-job.js'
import { refuseInMaintenance } from './maintenance.js'

export interface AddEntry {
  /** Epoch ms; now, unless told. */
  readonly at?: number
  readonly params?: Readonly<Record<string, string>>
  readonly target?: string
  /** Instead of the job's; the entry then stands at the first free instant that is no whole second. */
  readonly priority?: number
}

/**
 * Writes one entry of a job by hand; answers its id. Throws `usage` for the past and for what cannot be meant, `configuration` when the
 * job is invalid, `conflict` when that very instant has one already, or in maintenance.
 */
export async function addEntry(app: App, job: JobDefinition, { at, ...wish }: AddEntry): Promise<string> {
  const { plan } = runnableJob(app, job)
  const { lane } = plan
  refuseInMaintenance(app, plan)
  const instant = at === undefined ? {} : { at: new Date(at) }
  const { home: _, ...order } = readOrder(plan, { jobCode: job.code, ...instant, ...wish }, app.clock.now())
  const asked = { ...order, jobCode: job.code, author: app.author }
  const mayMove = at === undefined || wish.priority !== undefined
  const id = await (mayMove ? addAsked(lane, asked, {}) : addPending(lane, asked))
  if (id !== undefined) return id
  throw new HorariumError(
    'conflict',
    `Job ${job.code} has an entry at ${new Date(order.instant).toISOString()} already.`,
  )
}
