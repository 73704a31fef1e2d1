import { type JobDefinition, jobPath } from '@horarium/core'
import { endStreaks } from '@horarium/store'
import type { App } from '../app.js'
import { planOf } from '../find-job.js'
import { isOverridden, pauseAt, type PauseWish, resumeAt } from './pause-at.js'

/**
 * Pauses a job from now on: what its calendar brings until then ends as skipped, with the note. Runs go on, people may
 * still start it, and the end of the pause needs nobody. Throws `usage` when the end is past.
 */
export function pauseJob(app: App, { code }: JobDefinition, wish: PauseWish): Promise<void> {
  return pauseAt(app, jobPath(code, 'pause'), wish)
}

/** Ends the pause of a job now; its failures are counted anew. Throws `conflict` when it is not paused. */
export async function resumeJob(app: App, { code }: JobDefinition): Promise<void> {
  await resumeAt(app, jobPath(code, 'pause'), `Job ${code}`)
  await endStreaks(planOf(app.plans(), code).lane, [code])
}

/** Whether an admin's pause of the job is kept, be it over or not. */
export function isPauseSet(app: App, { code }: JobDefinition): boolean {
  return isOverridden(app, jobPath(code, 'pause'))
}
