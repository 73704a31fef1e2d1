import { formatPause, HorariumError, type JobDefinition, jobPath } from '@horarium/core'
import type { App } from '../app.js'
import { changeSettings } from './change-settings.js'

export interface PauseJob {
  /** Epoch ms. */
  readonly until: number
  /** Why, for whoever looks. */
  readonly note: string
}

/**
 * Pauses a job from now on: what its calendar brings until then ends as skipped, with the note. Runs go on, people may
 * still start it, and the end of the pause needs nobody. Throws `usage` when the end is past.
 */
export async function pauseJob(app: App, { code }: JobDefinition, { until, note }: PauseJob): Promise<void> {
  const from = app.clock.now()
  if (until <= from) {
    throw new HorariumError('usage', `${new Date(until).toISOString()} is past. Name an instant to come, or +2h.`)
  }
  await changeSettings(app, new Map([[jobPath(code, 'pause'), formatPause({ from, until, note })]]))
}

/** Ends the pause of a job now. Throws `conflict` when it is not paused. */
export async function resumeJob(app: App, job: JobDefinition): Promise<void> {
  if (!isPauseSet(app, job)) throw new HorariumError('conflict', `Job ${job.code} is not paused.`)
  await changeSettings(app, new Map([[jobPath(job.code, 'pause'), undefined]]))
}

/** Whether an admin's pause of the job is kept, be it over or not. */
export function isPauseSet(app: App, { code }: JobDefinition): boolean {
  return app.configuration().settings.valueOf(jobPath(code, 'pause'))?.origin === 'override'
}
