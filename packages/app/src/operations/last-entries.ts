import { type Entry, type FinishedStatus, isFinished, parseEntryId } from '@horarium/core'
import { type Lane, readNewest, readRows, readVerdicts } from '@horarium/store'
import type { App } from '../app.js'
import { groupBy } from './group-by.js'

interface LastEntry {
  readonly id: string
  readonly lane: Lane
}

/** The newest finished entry of each of some jobs, by code; of ten thousand jobs at once too. */
export async function lastEntries(app: App, jobCodes: readonly string[]): Promise<ReadonlyMap<string, LastEntry>> {
  const found = new Map<string, LastEntry>()
  const lookIn = async (lane: Lane, codes: readonly string[]): Promise<void> => {
    for (const [code, [id]] of await readNewest(lane, codes, 1)) if (id !== undefined) found.set(code, { id, lane })
  }
  const plans = [...app.plans().values()]
  for (const { lane, jobs } of plans) {
    const own = jobCodes.filter((code) => jobs.has(code))
    await lookIn(lane, own)
  }
  // A job that was moved to another group has left its history behind.
  for (const { lane } of plans.length > 1 ? plans : []) {
    const rest = jobCodes.filter((code) => !found.has(code))
    await lookIn(lane, rest)
  }
  return found
}

/** How the newest finished entry of each of some jobs ended, by code. */
export async function lastStatuses(
  app: App,
  jobCodes: readonly string[],
): Promise<ReadonlyMap<string, FinishedStatus>> {
  const last = await readLast(app, jobCodes, readVerdicts)
  return new Map(last.map(({ id, status }) => [parseEntryId(id).jobCode, status]))
}

/** The newest finished entry of each of some jobs, by code, as a list shows it. */
export async function lastRuns(app: App, jobCodes: readonly string[]): Promise<ReadonlyMap<string, Entry>> {
  const last = await readLast(app, jobCodes, readRows)
  // What is no longer finished was purged meanwhile.
  return new Map(last.filter(({ status }) => isFinished(status)).map((entry) => [entry.jobCode, entry]))
}

async function readLast<Read>(
  app: App,
  jobCodes: readonly string[],
  read: (lane: Lane, ids: readonly string[]) => Promise<readonly Read[]>,
): Promise<readonly Read[]> {
  const last = groupBy([...(await lastEntries(app, jobCodes)).values()], ({ lane }) => lane)
  const found = [...last].map(([lane, entries]) =>
    read(
      lane,
      entries.map(({ id }) => id),
    ),
  )
  return (await Promise.all(found)).flat()
}
