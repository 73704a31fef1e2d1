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

export interface Walk {
  /** Towards later instants, or earlier ones. */
  readonly way: 'up' | 'down'
  readonly behind: Place | undefined
  /** The last instant that is wanted, epoch ms. */
  readonly until: number | undefined
  /** How many places of each source are read first; more by and by. */
  readonly atFirst: number
}

const GROWTH = 4
const MOST_AT_ONCE = 1_000

/** The places of several sources in their common order, some at a time. */
export async function* walkPlaces(sources: readonly PlaceSource[], walk: Walk): AsyncGenerator<readonly LanePlace[]> {
  const { way, until } = walk
  const compare = way === 'up' ? comparePlaces : (a: Place, b: Place) => comparePlaces(b, a)
  const isWanted = ({ at }: Place): boolean => until === undefined || (way === 'up' ? at <= until : at >= until)
  let { behind } = walk
  for (let limit = walk.atFirst; ; limit = Math.min(MOST_AT_ONCE, limit * GROWTH)) {
    const order = { behind, limit }
    const pages = await Promise.all(sources.map(async ({ lane, read }) => ({ lane, ...(await read(order)) })))
    // As far as every source is known.
    const [end] = pages.flatMap(({ places, isLast }) => (isLast ? [] : places.slice(-1))).toSorted(compare)
    const known = pages
      .flatMap(({ lane, places }) => places.map((place) => ({ ...place, lane })))
      .filter((place) => !end || compare(place, end) <= 0)
      .toSorted(compare)
    const wanted = known.filter(isWanted)
    if (wanted.length > 0) yield wanted
    if (!end || wanted.length < known.length) return
    behind = end
  }
}
