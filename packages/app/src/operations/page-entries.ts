import { type Entry, FINISHED_STATUSES, isFinished } from '@horarium/core'
import { type Lane, readMarks, readRows } from '@horarium/store'
import type { App } from '../app.js'
import { type EntryCursor, type EntryPageQuery, type Portion, portionsOf } from './entry-portions.js'
import type { LanePlace } from './walk-places.js'

export interface EntryPage {
  /** Without params, result and error; fewer than the limit, even none, where much had to be passed over. */
  readonly entries: readonly Entry[]
  /** Where the next page begins; `undefined` behind the last. */
  readonly next: EntryCursor | undefined
}

// In ids. A page answers soon even where little fits; whoever wants more goes on behind it.
const MOST_COST = 20_000

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

// First what they are chosen by, where not all are: the rest is read of those only.
async function keep({ phase, places }: Portion, query: EntryPageQuery): Promise<readonly Kept[]> {
  const chosen = isChoosy(query, phase) ? await choose(places, query) : places
  const read = await readEach(chosen, readRows)
  return chosen.flatMap(({ id, at }, index) => {
    const entry = read[index]
    if (!entry || isFinished(entry.status) !== (phase === 'finished') || !query.statuses.includes(entry.status))
      return []
    return [{ entry, cursor: { phase, at, id } }]
  })
}

// A job's finished entries stand together, however they ended.
function isChoosy({ jobCode, statuses, source, ran }: EntryPageQuery, phase: Portion['phase']): boolean {
  const isMixed =
    phase === 'finished' && jobCode !== undefined && FINISHED_STATUSES.some((one) => !statuses.includes(one))
  return isMixed || source !== undefined || ran === true
}

async function choose(
  places: readonly LanePlace[],
  { statuses, source, ran }: EntryPageQuery,
): Promise<readonly LanePlace[]> {
  const marks = await readEach(places, readMarks)
  return places.filter((_, index) => {
    const mark = marks[index]
    if (!mark || !statuses.includes(mark.status) || (source !== undefined && mark.source !== source)) return false
    return ran !== true || mark.hasStarted
  })
}

// Lane by lane, in the order of the places.
async function readEach<Read>(
  places: readonly LanePlace[],
  read: (lane: Lane, ids: readonly string[]) => Promise<readonly Read[]>,
): Promise<readonly (Read | undefined)[]> {
  const byLane = new Map<Lane, string[]>()
  for (const { lane, id } of places) {
    const ids = byLane.get(lane)
    if (ids) ids.push(id)
    else byLane.set(lane, [id])
  }
  const found = new Map<string, Read>()
  const readLane = async ([lane, ids]: readonly [Lane, readonly string[]]): Promise<void> => {
    for (const [index, one] of (await read(lane, ids)).entries()) found.set(`${lane.name} ${ids[index]}`, one)
  }
  await Promise.all([...byLane].map(readLane))
  return places.map(({ lane, id }) => found.get(`${lane.name} ${id}`))
}
