import { type Entry, type FinishedStatus, isFinished } from '@horarium/core'
import { type Lane, readLastEnded, readLastInstants, readNewest, readRows } from '@horarium/store'
import type { App } from '../app.js'
import { groupBy } from './group-by.js'

/** The instant of the newest finished entry of each of some jobs, epoch ms, by code; of ten thousand jobs at once too. */
export function lastInstants(app: App, jobCodes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  return readOfEach(app, jobCodes, readLastInstants)
}

/** Whether the newest finished entry of each of some jobs ended so, by code. */
export function lastEnded(
  app: App,
  jobCodes: readonly string[],
  status: FinishedStatus,
): Promise<ReadonlyMap<string, boolean>> {
  return readOfEach(app, jobCodes, (lane, codes) => readLastEnded(lane, codes, status))
}

/** The newest finished entry of each of some jobs, by code, as a list shows it. */
export async function lastRuns(app: App, jobCodes: readonly string[]): Promise<ReadonlyMap<string, Entry>> {
  const last = await readOfEach(app, jobCodes, async (lane, codes) => {
    const newest = [...(await readNewest(lane, codes, 1))]
    return new Map(newest.flatMap(([code, [id]]) => (id === undefined ? [] : [[code, { id, lane }] as const])))
  })
  const byLane = [...groupBy([...last.values()], ({ lane }) => lane)]
  const read = byLane.map(([lane, found]) => {
    const ids = found.map(({ id }) => id)
    return readRows(lane, ids)
  })
  const entries = (await Promise.all(read)).flat()
  // What is no longer finished was purged meanwhile.
  return new Map(entries.filter(({ status }) => isFinished(status)).map((entry) => [entry.jobCode, entry]))
}

type Read<Value> = (lane: Lane, jobCodes: readonly string[]) => Promise<ReadonlyMap<string, Value>>

async function readOfEach<Value>(
  app: App,
  jobCodes: readonly string[],
  read: Read<Value>,
): Promise<ReadonlyMap<string, Value>> {
  const found = new Map<string, Value>()
  const lookIn = async (lane: Lane, codes: readonly string[]): Promise<void> => {
    for (const [code, value] of await read(lane, codes)) found.set(code, value)
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
