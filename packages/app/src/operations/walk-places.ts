import { comparePlaces, type Lane, type Place, type PlaceOrder, type PlacePage } from '@horarium/store'

/** A lane's entries in one order. */
export interface PlaceSource {
  readonly lane: Lane
  readonly read: (order: PlaceOrder) => Promise<PlacePage>
}

/** A place, and in which lane it is. */
export interface LanePlace extends Place {
  readonly lane: Lane
}

/** Places that follow each other, up to an end. */
export interface Round {
  readonly places: readonly LanePlace[]
  readonly end: Place
  /** How many were looked at. */
  readonly looked: number
}

export interface Walk {
  /** Towards later instants, or earlier ones. */
  readonly way: 'up' | 'down'
  readonly behind: Place | undefined
  /** The last instant that is wanted, epoch ms. */
  readonly until: number | undefined
  /** How many places of each source are read first; more by and by. */
  readonly atFirst: number
  /** Texts in small letters: ids without any of them may be left out. */
  readonly texts?: readonly string[] | undefined
}

const GROWTH = 4
const MOST_AT_ONCE = 1_000

/** The places of several sources in their common order, some at a time; none where none fit for long. */
export async function* walkPlaces(sources: readonly PlaceSource[], walk: Walk): AsyncGenerator<Round> {
  const { way, until, texts } = walk
  const compare = way === 'up' ? comparePlaces : (a: Place, b: Place) => comparePlaces(b, a)
  const isWanted = ({ at }: Place): boolean => until === undefined || (way === 'up' ? at <= until : at >= until)
  let { behind } = walk
  for (let limit = walk.atFirst; ; limit = Math.min(MOST_AT_ONCE, limit * GROWTH)) {
    const order = { behind, limit, texts }
    const pages = await Promise.all(sources.map(async ({ lane, read }) => ({ lane, ...(await read(order)) })))
    // As far as every source is known.
    const [known] = pages.flatMap(({ end }) => end ?? []).toSorted(compare)
    const places = pages
      .flatMap(({ lane, places: found }) => found.map((place) => ({ ...place, lane })))
      .filter((place) => isWanted(place) && (!known || compare(place, known) <= 0))
      .toSorted(compare)
    const end = known ?? places.at(-1)
    if (end) yield { places, end, looked: pages.reduce((sum, { looked }) => sum + looked, 0) }
    if (!known || !isWanted(known)) return
    behind = known
  }
}
