import type { JobDefinition, Status } from '@horarium/core'
import { readLastRuns } from '@horarium/store'
import type { App } from '../app.js'
import { nextInstants } from './next-instants.js'

/** A job and how it stands. Instants are epoch ms. */
export interface JobListing {
  readonly definition: JobDefinition
  readonly lastStatus: Status | undefined
  readonly lastRunAt: number | undefined
  readonly nextRunAt: number | undefined
}

/** Every job with its last run and its next; sorted by code. */
export function listJobs(app: App): Promise<readonly JobListing[]> {
  return listingsOf(app, app.configuration().jobs)
}

/** Some jobs with their last run and their next, in the order given. */
export async function listingsOf(app: App, jobs: readonly JobDefinition[]): Promise<readonly JobListing[]> {
  const wanted = new Set(jobs.map(({ code }) => code))
  const lastRuns = new Map<string, { readonly status: Status; readonly at: number }>()
  for (const plan of app.plans().values()) {
    const codes = [...plan.jobs.keys()].filter((code) => wanted.has(code))
    for (const [code, entry] of await readLastRuns(plan.lane, codes)) {
      lastRuns.set(code, { status: entry.status, at: entry.startedAt ?? entry.finishedAt ?? entry.scheduledAt })
    }
  }
  return jobs.map((definition) => ({
    definition,
    lastStatus: lastRuns.get(definition.code)?.status,
    lastRunAt: lastRuns.get(definition.code)?.at,
    nextRunAt: nextInstants(app, definition.code, 1)[0],
  }))
}
