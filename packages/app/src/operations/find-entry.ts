import { didYouMean, type Entry, HorariumError, STATUSES } from '@horarium/core'
import type { LanePlan } from '@horarium/engine'
import { findEntry, listEntries } from '@horarium/store'
import type { App } from '../app.js'

export interface FoundEntry {
  readonly plan: LanePlan
  readonly entry: Entry
}

/** An entry by its id, and the plan of the lane it stands in. Throws `usage`, with the nearest ids, when nobody knows it. */
export async function findIn(app: App, id: string): Promise<FoundEntry> {
  for (const plan of app.plans().values()) {
    const entry = await findEntry(plan.lane, id)
    if (entry) return { plan, entry }
  }
  const near = didYouMean(id, await knownIds(app, id))
  throw new HorariumError('unknown', `No entry '${id}': it was never written, or is purged.${near} See schedule:list.`)
}

const KNOWN = 200

async function knownIds(app: App, id: string): Promise<readonly string[]> {
  const jobCode = id.slice(0, Math.max(0, id.lastIndexOf('@')))
  const lanes = [...app.plans().values()].map(({ lane }) => lane)
  const ofJob = app.configuration().jobs.some(({ code }) => code === jobCode) ? { jobCode } : {}
  const found = await Promise.all(
    lanes.map((lane) => listEntries(lane, { statuses: STATUSES, limit: KNOWN, ...ofJob })),
  )
  return found.flat().map((entry) => entry.id)
}
