import { isPaused, type JobDefinition, sentenceOf } from '@horarium/core'
import type { Poison } from '@horarium/engine'
import type { App } from '../app.js'
import { planOf } from '../find-job.js'
import { pauseJob } from './pause-job.js'

/** Who pauses a job that fails too often in a row. */
export const POISON_AUTHOR = 'horarium'

/** Whether a job is paused now as it failed too often in a row. */
export function isPoisoned({ pause }: JobDefinition, now: number): boolean {
  return pause?.author === POISON_AUTHOR && isPaused(pause, now, now)
}

/** What an executor tells of jobs that fail too often in a row: each is paused, as an admin would, for a while. */
export function pausingPoison(app: App): (poison: Poison) => Promise<void> {
  return async (poison) => {
    try {
      await pausePoisoned(app, poison)
    } catch (error) {
      app.logger.error('job could not be paused', { ...poison, error: sentenceOf(error) })
    }
  }
}

async function pausePoisoned(app: App, { jobCode, entryId, why }: Poison): Promise<void> {
  // Another node may have paused it just now.
  await app.refreshIfChanged()
  const job = app.configuration().jobs.find(({ code }) => code === jobCode)
  const now = app.clock.now()
  if (!job || (job.pause && isPaused(job.pause, now, now))) return
  const until = now + planOf(app.plans(), jobCode).settings.poisonPauseMs
  if (until === now) return
  await pauseJob({ ...app, author: POISON_AUTHOR }, job, { until, note: `${why}, last ${entryId}` })
  app.logger.error('job paused', { jobCode, entryId, why, until: new Date(until).toISOString() })
}
