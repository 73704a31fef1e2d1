import type { FinishedStatus } from '@horarium/core'
import { type Lane, readEnds, readLastIds } from '@horarium/store'
import type { App } from '../app.js'

interface LastEntry {
  readonly id: string
  readonly lane: string
}

/** The newest finished entry of each of some jobs, by code; of ten thousand jobs at once too. */
export async function lastEntries(app: App, jobCodes: readonly string[]): Promise<ReadonlyMap<string, LastEntry>> {
  const found = new Map<string, LastEntry>()
  const plans = [...app.plans()]
  for (const [name, { lane, jobs }] of plans) {
    const own = jobCodes.filter((code) => jobs.has(code))
    for (const [code, id] of await lastIdsIn(lane, own)) found.set(code, { id, lane: name })
  }
  // A job that was moved to another group has left its history behind.
  for (const [name, { lane }] of plans.length > 1 ? plans : []) {
    const rest = jobCodes.filter((code) => !found.has(code))
    for (const [code, id] of await lastIdsIn(lane, rest)) found.set(code, { id, lane: name })
  }
  return found
}

async function lastIdsIn(lane: Lane, jobCodes: readonly string[]): Promise<readonly (readonly [string, string])[]> {
  const found = await readLastIds(lane, jobCodes, 1)
  return [...found].flatMap(([code, [id]]) => (id === undefined ? [] : [[code, id] as const]))
}

/** How the newest finished entry of each of some jobs ended, by code. */
export async function lastStatuses(
  app: App,
  jobCodes: readonly string[],
): Promise<ReadonlyMap<string, FinishedStatus>> {
  const entries = [...(await lastEntries(app, jobCodes))]
  const found = new Map<string, FinishedStatus>()
  for (const [name, { lane }] of app.plans()) {
    const codes = new Map(entries.flatMap(([code, { id, lane: at }]) => (at === name ? [[id, code]] : [])))
    for (const [id, { status }] of await readEnds(lane, [...codes.keys()])) found.set(codes.get(id) ?? '', status)
  }
  return found
}
