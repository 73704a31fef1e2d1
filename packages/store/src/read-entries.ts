import { type Entry, FINISHED_STATUSES, isFinished, parseEntryId, type Status } from '@horarium/core'
import { decodeEntry } from './entry-codec.js'
import type { Lane } from './lane.js'
import { entryIn } from './park-entries.js'
import { type Place, readPage } from './read-places.js'

/** Which entries somebody wants to see. */
export interface EntryFilter {
  readonly statuses: readonly Status[]
  readonly jobCode?: string
  readonly target?: string
  /** Instants the entries are scheduled at, epoch ms, both inclusive. */
  readonly from?: number
  readonly to?: number
  readonly limit: number
}

const PAGE = 500

/**
 * The lane's entries that fit: waiting and running ones by instant, then finished ones, newest first within their
 * status. Reads in pages and never more finished entries than it must to fill the limit per status.
 */
export async function listEntries(lane: Lane, filter: EntryFilter): Promise<readonly Entry[]> {
  const found: Entry[] = []
  for (const status of filter.statuses) {
    const sources = isFinished(status) ? [finishedKey(lane, status, filter)] : waitingKeys(lane, status)
    for (const source of sources) found.push(...(await collect(lane, source, { ...filter, statuses: [status] })))
  }
  return found
}

/** One entry, wherever it stands; `undefined` when the lane does not know it. */
export async function findEntry(lane: Lane, id: string): Promise<Entry | undefined> {
  const [hash, pending, released] = await Promise.all([
    lane.redis.hgetall(lane.keys.entry(id)),
    lane.redis.zscore(lane.keys.pending, id),
    lane.redis.zscore(lane.keys.released, id),
  ])
  if (Object.keys(hash).length === 0 && pending === null && released === null) return undefined
  return decodeEntry(lane, id, released === null ? { hash } : { hash, releasedAt: Number(released) })
}

/** The log kept of an entry, from so many bytes on: JSON lines, empty when there are none. */
export function readLog(lane: Lane, id: string, from = 0): Promise<string> {
  return lane.redis.getrange(lane.keys.log(id), from, -1)
}

/** The end of a log, in whole JSON lines. */
export interface LogEnd {
  readonly lines: readonly string[]
  /** Whether lines before them are left out. */
  readonly isCut: boolean
}

/** The ends of the logs kept of some entries, so many bytes of each, in the order of the ids. */
export async function readLogEnds(lane: Lane, ids: readonly string[], bytes: number): Promise<readonly LogEnd[]> {
  const pipeline = lane.redis.pipeline()
  for (const id of ids) pipeline.strlen(lane.keys.log(id)).getrange(lane.keys.log(id), -bytes, -1)
  const answers = ((await pipeline.exec()) ?? []).map(([, answer]) => answer)
  return ids.map((_, index) => {
    const isCut = Number(answers[2 * index]) > bytes
    const lines = String(answers[2 * index + 1])
      .split('\n')
      .filter(Boolean)
    return { lines: isCut ? lines.slice(1) : lines, isCut }
  })
}

/** Finished entries and their logs, in one go; those that were purged are left out. */
export async function readFinished(
  lane: Lane,
  ids: readonly string[],
): Promise<readonly { readonly entry: Entry; readonly log: string }[]> {
  const pipeline = lane.redis.pipeline()
  for (const id of ids) pipeline.hgetall(lane.keys.entry(id)).getrange(lane.keys.log(id), 0, -1)
  const answers = (await pipeline.exec()) ?? []
  return ids.flatMap((id, index) => {
    const hash = (answers[2 * index]?.[1] ?? {}) as Record<string, string>
    const log = answers[2 * index + 1]?.[1]
    if (hash['status'] === undefined) return []
    return [{ entry: decodeEntry(lane, id, { hash }), log: typeof log === 'string' ? log : '' }]
  })
}

interface Source {
  readonly key: string
  readonly kind: 'waiting' | 'parked' | 'released' | 'running' | 'finished'
}

function waitingKeys({ keys }: Lane, status: Status): readonly Source[] {
  if (status === 'running') return [{ key: keys.running, kind: 'running' }]
  return [
    { key: keys.parked, kind: 'parked' },
    { key: keys.released, kind: 'released' },
    { key: keys.pending, kind: 'waiting' },
  ]
}

function finishedKey({ keys }: Lane, status: (typeof FINISHED_STATUSES)[number], { jobCode }: EntryFilter): Source {
  return { key: jobCode === undefined ? keys.finished(status) : keys.job(jobCode), kind: 'finished' }
}

/** An entry's id and its score in the key it was found in. */
type Row = readonly [id: string, score: number]

async function collect(lane: Lane, source: Source, filter: EntryFilter): Promise<readonly Entry[]> {
  const found: Entry[] = []
  for await (const page of pagesOf(lane, source)) {
    const rows = page
      .map(([member, score]): Row => [source.kind === 'parked' ? entryIn(member) : member, score])
      .filter(([id]) => fits(id, filter))
    const entries = await fetchEntries(lane, rows, source.kind)
    found.push(...entries.filter(({ status }) => filter.statuses.includes(status)))
    if (found.length >= filter.limit) break
  }
  return found.slice(0, filter.limit)
}

async function* pagesOf(lane: Lane, { key, kind }: Source): AsyncGenerator<readonly Row[]> {
  const way = kind === 'finished' ? 'down' : 'up'
  let behind: Place | undefined
  do {
    const { places, end } = await readPage(lane, key, { way, behind, limit: PAGE })
    yield places.map(({ id, at }) => [id, at])
    behind = end
  } while (behind)
}

function fits(id: string, { jobCode, target, from, to }: EntryFilter): boolean {
  const entry = parseEntryId(id)
  if (jobCode !== undefined && entry.jobCode !== jobCode) return false
  if (target !== undefined && entry.target !== target) return false
  return (from === undefined || entry.scheduledAt >= from) && (to === undefined || entry.scheduledAt <= to)
}

async function fetchEntries(lane: Lane, rows: readonly Row[], kind: Source['kind']): Promise<readonly Entry[]> {
  const pipeline = lane.redis.pipeline()
  for (const [id] of rows) pipeline.hgetall(lane.keys.entry(id))
  const hashes = (await pipeline.exec()) ?? []
  return rows.flatMap(([id, score], index) => {
    const hash = (hashes[index]?.[1] ?? {}) as Record<string, string>
    // A finished entry without a hash was purged between the two reads.
    if (kind === 'finished' && hash['status'] === undefined) return []
    return [decodeEntry(lane, id, kind === 'released' ? { hash, releasedAt: score } : { hash })]
  })
}
