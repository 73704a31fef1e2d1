import { type FinishedStatus, parseEntryId } from '@horarium/core'
import type { Lane } from './lane.js'
import { entryIn } from './park-entries.js'
import { callScript, loadScript } from './script.js'

const PAGE = loadScript('page')

/** Where an entry stands in a listing: by an instant (epoch ms), and by its id where that is the same. */
export interface Place {
  readonly at: number
  readonly id: string
}

/** Places of a listing that follow each other. */
export interface PlacePage {
  readonly places: readonly Place[]
  /** Up to where nothing else fits; absent where nothing follows. */
  readonly end?: Place | undefined
  /** How many were looked at. */
  readonly looked: number
}

export interface PlaceOrder {
  /** All unless told. */
  readonly behind?: Place | undefined
  readonly limit: number
  /** Texts in small letters: ids without any of them may be left out; all fit unless told. */
  readonly texts?: readonly string[] | undefined
}

/** Finished entries, newest first: those of a status by when they ended, those of a job by their instant. */
export async function readFinishedPlaces(
  lane: Lane,
  of: { readonly status: FinishedStatus } | { readonly jobCode: string },
  order: PlaceOrder,
): Promise<PlacePage> {
  const key = 'status' in of ? lane.keys.finished(of.status) : lane.keys.job(of.jobCode)
  return readPage(lane, key, { ...order, way: 'down' })
}

/** What has not ended. */
export type OpenStatus = 'pending' | 'running'

/**
 * Waiting entries, running ones, or both, by when they are due. Those on their way from the timetable to a worker are
 * read behind those in it, so that none is missed that goes meanwhile.
 */
export async function readOpenPlaces(
  lane: Lane,
  statuses: readonly OpenStatus[],
  order: PlaceOrder,
): Promise<PlacePage> {
  const { places, end, looked } = statuses.includes('pending')
    ? await readPage(lane, lane.keys.pending, { ...order, way: 'up' })
    : { places: [], end: undefined, looked: 0 }
  const found = new Map(places.map((place) => [place.id, place]))
  const underway = await readUnderway(lane, statuses)
  for (const id of underway) {
    const place = { at: parseEntryId(id).scheduledAt, id }
    if (isBetween(place, order.behind, end)) found.set(id, place)
  }
  const all = [...found.values()].toSorted(comparePlaces)
  const page = all.slice(0, order.limit)
  return { places: page, end: page.length < all.length ? page.at(-1) : end, looked: looked + underway.length }
}

/** The order of places, earliest first. */
export function comparePlaces(a: Place, b: Place): number {
  if (a.at !== b.at) return a.at - b.at
  if (a.id === b.id) return 0
  return a.id < b.id ? -1 : 1
}

function isBetween(place: Place, behind: Place | undefined, end: Place | undefined): boolean {
  return (!behind || comparePlaces(behind, place) < 0) && (!end || comparePlaces(place, end) <= 0)
}

const AT_ONCE = 1_000

// None of these sets is in the order of instants. Read in one moment as long as they are short: what is parked may be
// released meanwhile, and the other way round.
async function readUnderway({ redis, keys }: Lane, statuses: readonly OpenStatus[]): Promise<readonly string[]> {
  const sets = [
    ...(statuses.includes('pending') ? [keys.parked, keys.released] : []),
    ...(statuses.includes('running') ? [keys.running] : []),
  ]
  const first = redis.multi()
  for (const key of sets) first.zrange(key, '0', `${AT_ONCE - 1}`, 'WITHSCORES')
  const pages = ((await first.exec()) ?? []).map(([, answer]) => placesOf(answer as readonly string[]))
  const ids: string[] = []
  for (const [index, key] of sets.entries()) {
    const page = pages[index] ?? []
    ids.push(...page.map(({ id }) => entryIn(id)))
    let end = page.length < AT_ONCE ? undefined : page.at(-1)
    while (end) {
      const next = await readPage({ redis }, key, { way: 'up', behind: end, limit: AT_ONCE })
      ids.push(...next.places.map(({ id }) => entryIn(id)))
      end = next.end
    }
  }
  return ids
}

// Some 2 ms of Redis.
const LOOKED_AT = 1_500

/** A page of a set of entries by score and then by id, behind a place; whether somebody still stands there does not matter. */
export async function readPage(
  { redis }: Pick<Lane, 'redis'>,
  key: string,
  { way, behind, limit, texts = [] }: PlaceOrder & { readonly way: 'up' | 'down' },
): Promise<PlacePage> {
  const { at, id } = behind ?? { at: way === 'up' ? '-inf' : '+inf', id: '' }
  const look = texts.length === 0 ? limit : LOOKED_AT
  const args = [way, at, id, limit, look, ...texts]
  const answer = (await callScript(redis, PAGE, { keys: [key], args })) as readonly string[]
  const [isEnd, looked, ...found] = answer
  const places = placesOf(found)
  const end = places.at(-1)
  return { places: places.slice(0, -1), end: isEnd === '1' ? undefined : end, looked: Number(looked) }
}

function placesOf(texts: readonly string[]): readonly Place[] {
  const places: Place[] = []
  for (let index = 0; index < texts.length; index += 2) {
    places.push({ id: texts[index] ?? '', at: Number(texts[index + 1]) })
  }
  return places
}
