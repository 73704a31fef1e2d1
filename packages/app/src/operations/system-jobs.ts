import { HorariumError, type JobDefinition } from '@horarium/core'

const VENDOR = 'Horarium_'

/** Whether a job keeps the instance itself going: those of our own modules do. */
export function isSystemJob({ module }: JobDefinition): boolean {
  return module.startsWith(VENDOR)
}

/** Throws `forbidden` for such a job: a program over HTTP may not stop it, a person at the command line may. */
export function refuseSystemJob(job: JobDefinition): void {
  if (!isSystemJob(job)) return
  const how = `horarium job:disable ${job.code}`
  throw new HorariumError('forbidden', `Job ${job.code} belongs to Horarium itself; only a person may stop it: ${how}.`)
}
