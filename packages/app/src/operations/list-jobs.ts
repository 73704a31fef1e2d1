import type { Entry, JobDefinition, Status } from '@horarium/core'
import { type Lane, readLastRuns } from '@horarium/store'
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
  const lastRuns = await lastRunsOf(app, new Set(jobs.map(({ code }) => code)))
  return jobs.map((definition) => {
    const entry = lastRuns.get(definition.code)
    return {
      definition,
      lastStatus: entry?.status,
      lastRunAt: entry && (entry.startedAt ?? entry.finishedAt ?? entry.scheduledAt),
      nextRunAt: nextInstants(app, definition.code, 1)[0],
    }
  })
}

async function lastRunsOf(app: App, wanted: ReadonlySet<string>): Promise<ReadonlyMap<string, Entry>> {
  const found = new Map<string, Entry>()
  const plans = [...app.plans().values()]
  const lookIn = async (lane: Lane, codes: readonly string[]): Promise<void> => {
    for (const [code, entry] of await readLastRuns(lane, codes)) found.set(code, entry)
  }
  for (const { lane, jobs } of plans) {
    const own = [...jobs.keys()].filter((code) => wanted.has(code))
    await lookIn(lane, own)
  }
  // A job that was moved to another group has left its history behind.
  for (const { lane } of plans.length > 1 ? plans : []) {
    const rest = [...wanted].filter((code) => !found.has(code))
    await lookIn(lane, rest)
  }
  return found
}
