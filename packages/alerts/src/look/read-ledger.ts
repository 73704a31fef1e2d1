import { type FinishedStatus, parseEntryId } from '@horarium/core'
import { type Lane, listGaps, readEnded, readVerdicts } from '@horarium/store'
import { subjectKey } from './condition.js'
import type { Happening } from './judge.js'
import type { WatchedJob } from './watched-job.js'

export interface Window {
  /** Exclusive, epoch ms. */
  readonly after: number
  /** Inclusive. */
  readonly until: number
}

/** What ended in a window of time, by subject: the newest of its kind. */
export interface LedgerNews {
  readonly failed: ReadonlyMap<string, Happening>
  readonly missed: ReadonlyMap<string, Happening>
  readonly succeeded: ReadonlyMap<string, number>
  /** The runs that succeeded, of jobs of which slow ones are to be told. */
  readonly timed: ReadonlyMap<Lane, readonly string[]>
}

interface Ended extends Happening {
  readonly entryId: string
}

/** Reads what ended; of what went well no more than that it did. */
export async function readLedger(
  lanes: readonly Lane[],
  jobs: ReadonlyMap<string, WatchedJob>,
  window: Window,
): Promise<LedgerNews> {
  const found: Reading['found'] = { failed: new Map(), missed: new Map(), succeeded: new Map(), timed: new Map() }
  await Promise.all(lanes.map((lane) => readLane(lane, { jobs, window, found })))
  return found
}

interface Reading {
  readonly jobs: ReadonlyMap<string, WatchedJob>
  readonly window: Window
  readonly found: {
    readonly failed: Map<string, Happening>
    readonly missed: Map<string, Happening>
    readonly succeeded: Map<string, number>
    readonly timed: Map<Lane, readonly string[]>
  }
}

async function readLane(lane: Lane, { jobs, window, found }: Reading): Promise<void> {
  const timed: string[] = []
  const onEach = (id: string): void => {
    if (jobs.get(parseEntryId(id).jobCode)?.alert.on.includes('slow')) timed.push(id)
  }
  const succeeded = await newestOf(lane, 'success', { window, onEach })
  for (const [key, { at }] of succeeded) found.succeeded.set(key, Math.max(at, found.succeeded.get(key) ?? 0))
  if (timed.length > 0) found.timed.set(lane, timed)
  const isNews = ([key, { at }]: readonly [string, Ended]): boolean => at >= (succeeded.get(key)?.at ?? 0)
  for (const status of ['error', 'missed'] as const) {
    const ended = [...(await newestOf(lane, status, { window }))].filter(isNews)
    await noteReasons(lane, ended, status === 'error' ? found.failed : found.missed)
  }
  for (const { jobCode, to, from, count, reason } of await listGaps(lane, window.after, window.until)) {
    const what = `${count} instants from ${new Date(from).toISOString()} on: ${reason}`
    noteNewest(found.missed, jobCode, { at: to, reason: what })
  }
}

interface Wanted {
  readonly window: Window
  readonly onEach?: (id: string) => void
}

async function newestOf(
  lane: Lane,
  status: FinishedStatus,
  { window, onEach }: Wanted,
): Promise<ReadonlyMap<string, Ended>> {
  const newest = new Map<string, Ended>()
  for await (const page of readEnded(lane, status, window)) {
    for (const { id, finishedAt } of page) {
      onEach?.(id)
      newest.set(subjectKey(parseEntryId(id)), { at: finishedAt, entryId: id, reason: '' })
    }
  }
  return newest
}

async function noteReasons(
  lane: Lane,
  ended: readonly (readonly [string, Ended])[],
  into: Map<string, Happening>,
): Promise<void> {
  const ids = ended.map(([, { entryId }]) => entryId)
  const reasons = new Map((await readVerdicts(lane, ids)).map(({ id, reason }) => [id, reason]))
  for (const [key, one] of ended) noteNewest(into, key, { ...one, reason: reasons.get(one.entryId) ?? '' })
}

function noteNewest(into: Map<string, Happening>, key: string, happening: Happening): void {
  const before = into.get(key)
  if (!before || before.at < happening.at) into.set(key, happening)
}
