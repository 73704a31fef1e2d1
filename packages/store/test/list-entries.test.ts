import { entryId } from '@horarium/core'
import { listEntries } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { testLane } from './support/test-lane.js'

const NOON = Date.UTC(2026, 0, 31, 12)
const idsFrom = (from: number, count: number, stepMs: number): readonly string[] =>
  Array.from({ length: count }, (_, nth) => entryId(`job_${String(nth).padStart(4, '0')}`, from + nth * stepMs))

describe('a listing of more than a page', () => {
  it.each([
    ['at instants of their own', 1_000],
    ['all at the same instant', 0],
  ])('misses nothing when what stands first goes meanwhile, %s', async (_, stepMs) => {
    const lane = testLane()
    const ids = idsFrom(NOON, 1_200, stepMs)
    const { redis, keys } = lane
    await redis.zadd(keys.running, ...ids.flatMap((id, nth) => [NOON + nth * stepMs, id]))
    await Promise.all(ids.map((id) => redis.hset(keys.entry(id), 'status', 'running')))

    const listing = listEntries(lane, { statuses: ['running'], limit: 5_000 })
    // Comes behind the question for the first page, and before the one for the second.
    const removing = redis.zremrangebyrank(keys.running, 0, 299)

    expect((await listing).map(({ id }) => id)).toEqual(ids)
    expect(await removing).toBe(300)
  })

  it('ends where it is told to', async () => {
    const lane = testLane()
    await lane.redis.zadd(lane.keys.pending, ...idsFrom(NOON, 600, 1_000).flatMap((id) => [NOON, id]))
    const statuses = ['pending'] as const
    expect(await listEntries(lane, { statuses, limit: 501 })).toHaveLength(501)
    expect(await listEntries(lane, { statuses, limit: 9, from: NOON + 599_000 })).toHaveLength(1)
  })
})
