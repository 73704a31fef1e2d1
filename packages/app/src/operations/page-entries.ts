import { type Entry, isFinished } from '@horarium/core'
import { type Lane, readRows } from '@horarium/store'
import type { App } from '../app.js'
import { type EntryCursor, type EntryPageQuery, type Portion, portionsOf } from './entry-portions.js'

export interface EntryPage {
  /** Without params, result and error; fewer than the limit, even none, where much had to be passed over. */
  readonly entries: readonly Entry[]
  /** Where the next page begins; `undefined` behind the last. */
  readonly next: EntryCursor | undefined
}

// In ids. A page answers soon even where little fits; whoever wants more goes on behind it.
const MOST_COST = 40_000

/**
 * A page of the entries of all lanes: waiting and running ones by when they are due, then finished ones, newest first, by
 * when they ended; those of one job by their instant. Who goes on behind a page meets each entry once that stays where
 * it is, whatever is written or purged meanwhile.
 */
export async function pageEntries(app: App, query: EntryPageQuery): Promise<EntryPage> {
  const kept = new Map<string, Kept>()
  let cost = 0
  for await (const portion of portionsOf(app, query)) {
    for (const one of await keep(portion, query)) kept.set(one.entry.id, one)
    if (kept.size > query.limit) return pageOf([...kept.values()].slice(0, query.limit))
    cost += portion.cost
    if (cost > MOST_COST) return { ...pageOf([...kept.values()]), next: portion.end }
  }
  return { ...pageOf([...kept.values()]), next: undefined }
}

interface Kept {
  readonly entry: Entry
  readonly cursor: EntryCursor
}

function pageOf(kept: readonly Kept[]): EntryPage {
  return { entries: kept.map(({ entry }) => entry), next: kept.at(-1)?.cursor }
}

async function keep({ phase, places }: Portion, query: EntryPageQuery): Promise<readonly Kept[]> {
  const lanes = new Map<Lane, string[]>()
  for (const { lane, id } of places) lanes.set(lane, [...(lanes.get(lane) ?? []), id])
  const read = await Promise.all([...lanes].map(([lane, ids]) => readRows(lane, ids)))
  const entries = new Map(read.flat().map((entry) => [entry.id, entry]))
  return places.flatMap(({ id, at }) => {
    const entry = entries.get(id)
    if (!entry || isFinished(entry.status) !== (phase === 'finished') || !isAskedFor(entry, query)) return []
    return [{ entry, cursor: { phase, at, id } }]
  })
}

function isAskedFor({ status, source, startedAt }: Entry, query: EntryPageQuery): boolean {
  if (!query.statuses.includes(status)) return false
  if (query.source !== undefined && source !== query.source) return false
  return query.ran !== true || startedAt !== undefined
}
