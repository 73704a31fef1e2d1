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
  /** Whether nothing follows. */
  readonly isLast: boolean
}

export interface PlaceOrder {
  /** All unless told. */
  readonly behind?: Place | undefined
  readonly limit: number
}

/** Finished entries, newest first: those of a status by when they ended, those of a job by their instant. */
export async function readFinishedPlaces(
  lane: Lane,
  of: { readonly status: FinishedStatus } | { readonly jobCode: string },
  order: PlaceOrder,
): Promise<PlacePage> {
  const key = 'status' in of ? lane.keys.finished(of.status) : lane.keys.job(of.jobCode)
  return pageOf(await readPage(lane, key, { ...order, way: 'down' }), order)
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
  const timetable = statuses.includes('pending')
    ? pageOf(await readPage(lane, lane.keys.pending, { ...order, way: 'up' }), order)
    : { places: [], isLast: true }
  const end = timetable.isLast ? undefined : timetable.places.at(-1)
  const found = new Map(timetable.places.map((place) => [place.id, place]))
  for (const id of await readUnderway(lane, statuses)) {
    const place = { at: parseEntryId(id).scheduledAt, id }
    if (isBetween(place, order.behind, end)) found.set(id, place)
  }
  const places = [...found.values()].toSorted(comparePlaces)
  return { places: places.slice(0, order.limit), isLast: timetable.isLast && places.length <= order.limit }
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

function pageOf(places: readonly Place[], { limit }: PlaceOrder): PlacePage {
  return { places, isLast: places.length < limit }
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
  const pages = ((await first.exec()) ?? []).map(([, answer]) => placesOf(answer))
  const ids: string[] = []
  for (const [index, key] of sets.entries()) {
    let page = pages[index] ?? []
    ids.push(...page.map(({ id }) => entryIn(id)))
    while (page.length === AT_ONCE) {
      page = await readPage({ redis }, key, { way: 'up', behind: page.at(-1), limit: AT_ONCE })
      ids.push(...page.map(({ id }) => entryIn(id)))
    }
  }
  return ids
}

async function readPage(
  { redis }: Pick<Lane, 'redis'>,
  key: string,
  { way, behind, limit }: PlaceOrder & { readonly way: 'up' | 'down' },
): Promise<readonly Place[]> {
  const { at, id } = behind ?? { at: way === 'up' ? '-inf' : '+inf', id: '' }
  return placesOf(await callScript(redis, PAGE, { keys: [key], args: [way, at, id, limit] }))
}

function placesOf(answer: unknown): readonly Place[] {
  const texts = answer as readonly string[]
  const places: Place[] = []
  for (let index = 0; index < texts.length; index += 2) {
    places.push({ id: texts[index] ?? '', at: Number(texts[index + 1]) })
  }
  return places
}
