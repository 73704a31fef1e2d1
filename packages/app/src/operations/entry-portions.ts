import { type EntrySource, type FinishedStatus, groupOf, isFinished, parseEntryId, type Status } from '@horarium/core'
import { type OpenStatus, type Place, readFinishedPlaces, readOpenPlaces } from '@horarium/store'
import type { App } from '../app.js'
import { type LanePlace, type PlaceSource, type Walk, walkPlaces } from './walk-places.js'

// A record costs what five ids do.
const RECORD_COST = 5
const RECORDS_AT_ONCE = 500

/** Which entries somebody wants to page through. */
export interface EntryPageQuery {
  readonly statuses: readonly Status[]
  readonly jobCode?: string | undefined
  readonly group?: string | undefined
  readonly target?: string | undefined
  readonly source?: EntrySource | undefined
  /** Part of an id, or of the label of a job. */
  readonly search?: string | undefined
  /** Of the instants the list is ordered by, epoch ms, both inclusive. */
  readonly from?: number | undefined
  readonly to?: number | undefined
  /** Only those a worker took. */
  readonly ran?: true | undefined
  readonly behind?: EntryCursor | undefined
  readonly limit: number
}

/** Where a page ended: among those that had not ended themselves, or among the finished ones. */
export interface EntryCursor extends Place {
  readonly phase: 'open' | 'finished'
}

/** Some places of entries whose ids fit. */
export interface Portion {
  readonly phase: EntryCursor['phase']
  readonly places: readonly LanePlace[]
  /** Up to where nothing else fits. */
  readonly end: EntryCursor
  /** What it took to find them, and what it takes to read them, in ids. */
  readonly cost: number
}

/** The places where the entries stand that somebody wants, by their ids, some at a time. */
export async function* portionsOf(app: App, query: EntryPageQuery): AsyncGenerator<Portion> {
  const { fits, texts } = idFilter(app, query)
  for (const phase of query.behind?.phase === 'finished' ? (['finished'] as const) : (['open', 'finished'] as const)) {
    const walk = { ...walkOf(query, phase), texts }
    for await (const { places, end, looked } of walkPlaces(sourcesOf(app, query, phase), walk)) {
      const fitting = places.filter(({ id }) => fits(id))
      // No more than the page needs, until much had to be passed over.
      const size = Math.max(query.limit + 1, Math.min(RECORDS_AT_ONCE, fitting.length))
      yield* cut(fitting, { phase, end, cost: looked, size })
    }
  }
}

interface Cut {
  readonly phase: EntryCursor['phase']
  readonly end: Place
  readonly cost: number
  readonly size: number
}

function* cut(places: readonly LanePlace[], { phase, end, cost, size }: Cut): Generator<Portion> {
  let at = 0
  for (; at + size < places.length; at += size) {
    const some = places.slice(at, at + size)
    yield { phase, places: some, end: endOf(phase, some.at(-1) ?? end), cost: size * RECORD_COST }
  }
  const rest = places.slice(at)
  yield { phase, places: rest, end: endOf(phase, end), cost: cost + rest.length * RECORD_COST }
}

function endOf(phase: EntryCursor['phase'], { at, id }: Place): EntryCursor {
  return { phase, at, id }
}

function walkOf({ behind, from, to, limit }: EntryPageQuery, phase: EntryCursor['phase']): Walk {
  const way = phase === 'open' ? 'up' : 'down'
  const [first, until] = way === 'up' ? [from, to] : [to === undefined ? undefined : to + 1, from]
  const start = first === undefined ? undefined : { at: first, id: '' }
  return { way, behind: behind?.phase === phase ? behind : start, until, atFirst: limit + 1 }
}

function sourcesOf(app: App, query: EntryPageQuery, phase: EntryCursor['phase']): readonly PlaceSource[] {
  const { group, jobCode, statuses } = query
  const lanes = [...app.plans().values()].map(({ lane }) => lane)
  const wanted = lanes.filter(({ name }) => group === undefined || groupOf(name) === group)
  const open = statuses.filter((status): status is OpenStatus => !isFinished(status))
  const finished = statuses.filter((status): status is FinishedStatus => isFinished(status))
  if (phase === 'open') {
    return wanted.flatMap((lane) =>
      open.length === 0 ? [] : [{ lane, read: (order) => readOpenPlaces(lane, open, order) }],
    )
  }
  if (finished.length === 0) return []
  const sets = jobCode === undefined ? finished.map((status) => ({ status })) : [{ jobCode }]
  return wanted.flatMap((lane) =>
    sets.map((set) => ({ lane, read: (order) => readFinishedPlaces(lane, set, order) }) satisfies PlaceSource),
  )
}

interface IdFilter {
  readonly fits: (id: string) => boolean
  /** What the store may leave out others by. */
  readonly texts: readonly string[] | undefined
}

// Each costs the store a look at every id.
const MOST_TEXTS = 20

function idFilter(app: App, { jobCode, target, search = '' }: EntryPageQuery): IdFilter {
  const text = search.trim().toLowerCase()
  const jobs =
    text === '' ? [] : app.configuration().jobs.filter(({ label = '' }) => label.toLowerCase().includes(text))
  const labelled = new Set(jobs.map(({ code }) => code))
  const job = jobCode === undefined ? undefined : `${jobCode}@`
  const found = [text, ...[...labelled].map((code) => `${code}@`.toLowerCase())]
  const texts = job ? [job.toLowerCase()] : text === '' ? undefined : found
  return {
    texts: texts && texts.length > MOST_TEXTS ? undefined : texts,
    fits: (id) => {
      if (job !== undefined && !id.startsWith(job)) return false
      if (target !== undefined && !id.endsWith(`~${target}`)) return false
      return text === '' || id.toLowerCase().includes(text) || labelled.has(parseEntryId(id).jobCode)
    },
  }
}
