import type { Entry, JobDefinition, JobPause, Status } from '@horarium/core'
import { pausesOf } from '@horarium/engine'
import type { App } from '../app.js'
import { planOf } from '../find-job.js'
import { lastRuns } from './last-entries.js'
import { nextInstants } from './next-instants.js'

/** A job and how it stands. Instants are epoch ms. */
export interface JobListing {
  readonly definition: JobDefinition
  readonly lastStatus: Status | undefined
  /** Why that run ended as it did. */
  readonly lastReason: string | undefined
  readonly lastRunAt: number | undefined
  readonly nextRunAt: number | undefined
  /** The pause it is in, or comes to. */
  readonly pause: JobPause | undefined
}

/** Every job with its last run and its next; sorted by code. */
export function listJobs(app: App): Promise<readonly JobListing[]> {
  return listingsOf(app, app.configuration().jobs)
}

/** One job with its last run and its next. */
export async function listingOf(app: App, job: JobDefinition): Promise<JobListing> {
  return listing(app, job, (await lastRuns(app, [job.code])).get(job.code))
}

/** Some jobs, each with its last run and its next. */
export async function listingsOf(app: App, jobs: readonly JobDefinition[]): Promise<readonly JobListing[]> {
  const codes = jobs.map(({ code }) => code)
  const last = await lastRuns(app, codes)
  return jobs.map((definition) => listing(app, definition, last.get(definition.code)))
}

function listing(app: App, definition: JobDefinition, entry: Entry | undefined): JobListing {
  const { code } = definition
  return {
    definition,
    lastStatus: entry?.status,
    lastReason: entry?.reason,
    lastRunAt: entry && (entry.startedAt ?? entry.finishedAt ?? entry.scheduledAt),
    nextRunAt: nextInstants(app, code, 1)[0],
    pause: pauseOf(app, definition),
  }
}

/** The pause a job is in, or comes to: of several that are not over the one that began first. */
export function pauseOf(app: App, definition: JobDefinition): JobPause | undefined {
  const pauses = pausesOf(planOf(app.plans(), definition.code), definition)
  return pauses.filter(({ until }) => until > app.clock.now()).toSorted((a, b) => a.from - b.from)[0]
}
