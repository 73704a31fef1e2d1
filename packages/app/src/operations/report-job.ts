import { type Entry, FINISHED_STATUSES, type JobDefinition, jobPathOf, SETTING_ROOT } from '@horarium/core'
import { type Gap, listGaps } from '@horarium/store'
import type { App } from '../app.js'
import { queryEntries } from './list-entries.js'
import { type JobListing, listingOf } from './list-jobs.js'
import { nextInstants } from './next-instants.js'
import { listSettings, type SettingListing } from './settings.js'

/** Everything known of one job. Instants are epoch ms. */
export interface JobReport {
  readonly listing: JobListing
  /** Those of its group, and the paths that speak for the job itself. */
  readonly settings: readonly SettingListing[]
  /** The last entries that finished, newest first. */
  readonly recent: readonly Entry[]
  readonly next: readonly number[]
  /** When instants passed unwritten because nothing ran, newest first. */
  readonly gaps: readonly Gap[]
}

const SHOWN = 5

/** Gathers everything known of one job. */
export async function reportJob(app: App, job: JobDefinition): Promise<JobReport> {
  const { code, group, configPath } = job
  const listing = await listingOf(app, job)
  const recent = await queryEntries(app, { statuses: FINISHED_STATUSES, jobCode: code, limit: SHOWN })
  const { settings } = app.configuration()
  const own = settings.paths.filter((path) => path === configPath || jobPathOf(path)?.code === code)
  const ofGroup = listSettings(app).filter(({ path }) => path.startsWith(`${SETTING_ROOT}/${group}/`))
  return {
    listing,
    settings: [...own.flatMap((path) => settings.valueOf(path) ?? []), ...ofGroup],
    recent,
    next: nextInstants(app, code, SHOWN),
    gaps: await gapsOf(app, code),
  }
}

/** When instants of a job passed unwritten because nothing ran, the newest few. */
export async function gapsOf(app: App, code: string): Promise<readonly Gap[]> {
  const now = app.clock.now()
  const gaps = await Promise.all([...app.plans().values()].map(({ lane }) => listGaps(lane, 0, now)))
  return gaps
    .flat()
    .filter(({ jobCode }) => jobCode === code)
    .toSorted((a, b) => b.to - a.to)
    .slice(0, SHOWN)
}
