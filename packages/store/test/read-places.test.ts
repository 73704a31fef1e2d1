import { entryId } from '@horarium/core'
import { comparePlaces, type Lane, type Place, readFinishedPlaces, readOpenPlaces } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { testLane } from './support/test-lane.js'

const NOON = Date.UTC(2026, 0, 31, 12)

/** Places of so many entries, three of them at each instant. */
function placesOf(count: number): readonly Place[] {
  return Array.from({ length: count }, (_, nth) => {
    const at = NOON + Math.floor(nth / 3) * 1_000
    return { at, id: entryId(`job_${nth % 3}`, at) }
  })
}

async function stand(lane: Lane, key: string, places: readonly Place[]): Promise<void> {
  await lane.redis.zadd(key, ...places.flatMap(({ at, id }) => [at, id]))
}

async function readAll(lane: Lane, limit: number, between?: () => Promise<unknown>): Promise<readonly Place[]> {
  const read: Place[] = []
  for (;;) {
    const { places, end } = await readFinishedPlaces(lane, { status: 'success' }, { behind: read.at(-1), limit })
    read.push(...places)
    if (!end) return read
    await between?.()
  }
}

describe('finished places', () => {
  it.each([1, 2, 3, 4, 7, 99])('come newest first, each once, %i at a time', async (limit) => {
    const lane = testLane()
    const places = placesOf(20)
    await stand(lane, lane.keys.finished('success'), places)
    expect(await readAll(lane, limit)).toEqual(places.toSorted((a, b) => comparePlaces(b, a)))
  })

  it('go on behind a place that is purged, between entries that end meanwhile', async () => {
    const lane = testLane()
    const key = lane.keys.finished('success')
    const places = placesOf(20)
    await stand(lane, key, places)
    let last = 20
    const read = await readAll(lane, 4, async () => {
      last -= 4
      await lane.redis.zrem(key, places[last]?.id ?? '')
      await stand(lane, key, [{ at: NOON + 60_000 + last, id: `new_${last}` }])
    })
    expect(read).toEqual(places.toSorted((a, b) => comparePlaces(b, a)))
  })

  it('are in the order of bytes where they ended together', async () => {
    const lane = testLane()
    const ids = ['b', 'B', 'a', 'ab', 'A', 'a_b', 'a.b', 'a-b', 'a1']
    await stand(
      lane,
      lane.keys.finished('success'),
      ids.map((id) => ({ at: NOON, id })),
    )
    expect((await readAll(lane, 2)).map(({ id }) => id)).toEqual(ids.toSorted().toReversed())
  })
})

describe('finished places that contain a text', () => {
  it('are told without the others, up to where was looked', async () => {
    const lane = testLane()
    const places = placesOf(7_000)
    await stand(lane, lane.keys.finished('success'), places)
    const wanted = new Set([5, 1_000, 1_001, 6_900])
    const texts = [...wanted].map((nth) => (places[nth]?.id ?? '').toLowerCase())
    const read: Place[] = []
    let looked = 0
    for (let behind: Place | undefined; ; ) {
      const page = await readFinishedPlaces(lane, { status: 'success' }, { behind, limit: 2, texts })
      expect(page.looked).toBeLessThanOrEqual(1_500)
      read.push(...page.places)
      looked += page.looked
      behind = page.end
      if (!behind) break
    }
    expect(looked).toBe(7_000)
    expect(read).toEqual(places.filter((_, nth) => wanted.has(nth)).toReversed())
  })
})

describe('waiting places', () => {
  it('come earliest first, wherever on their way entries are', async () => {
    const lane = testLane()
    const places = placesOf(9)
    await stand(lane, lane.keys.pending, places.slice(4))
    await stand(
      lane,
      lane.keys.released,
      places.slice(2, 4).map(({ id }) => ({ at: NOON + 9, id })),
    )
    await stand(
      lane,
      lane.keys.parked,
      places.slice(0, 2).map(({ id }) => ({ at: 0, id: `job~ 2026 ${id}` })),
    )

    const first = await readOpenPlaces(lane, ['pending'], { limit: 5 })
    const rest = await readOpenPlaces(lane, ['pending'], { behind: first.places.at(-1), limit: 5 })

    expect(first).toMatchObject({ places: places.slice(0, 5), end: places[4] })
    expect(rest).toMatchObject({ places: places.slice(5), end: undefined })
  })

  it('and running ones are all found, however many are under way', async () => {
    const lane = testLane()
    const places = placesOf(2_500)
    const leases = places.map(({ id }, nth) => ({ at: NOON + (nth % 7), id }))
    await stand(lane, lane.keys.running, leases)
    const read = await readOpenPlaces(lane, ['pending', 'running'], { limit: 5_000 })
    expect(read).toEqual({ places, end: undefined, looked: places.length })
  })
})
