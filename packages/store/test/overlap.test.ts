import { DEFAULT_POLICY, entryId, type JobPolicy } from '@horarium/core'
import { type Claim, claimEntries, closeLane, finishRuns, type Lane } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { testLane } from './support/test-lane.js'

const NOON = Date.UTC(2026, 0, 31, 12)
const idOf = (minute: number, target?: string): string => entryId('job', NOON + minute * 60_000, target)

async function lanesWith(...ids: readonly string[]): Promise<Lane> {
  const lane = testLane()
  await lane.redis.zadd(lane.keys.released, ...ids.flatMap((id) => [NOON, id]))
  return lane
}

type Limits = Partial<JobPolicy> & { readonly room?: number }

async function claim(lane: Lane, id: string, { room = 0, ...policy }: Limits = {}): Promise<Claim> {
  const request = { id, jobCode: 'job', token: id, policy: { ...DEFAULT_POLICY, ...policy } }
  const order = { now: NOON, leaseEnd: NOON + 6_000, worker: 'w', room }
  const [answer] = await claimEntries(lane, [request], order)
  return answer ?? { outcome: 'gone' }
}

const finish = (lane: Lane, id: string): Promise<readonly boolean[]> =>
  finishRuns(lane, [{ id, token: id, status: 'success', reason: 'r' }], { now: NOON + 1 })

describe('a claim', () => {
  it('of a job that allows it wins beside other runs, up to its cap', async () => {
    const ids = [idOf(0), idOf(1), idOf(2)]
    const lane = await lanesWith(...ids)
    const policy = { overlap: 'allow', overlapMax: 2 } as const
    const outcomes = []
    for (const id of ids) outcomes.push(await claim(lane, id, policy))
    expect(outcomes).toMatchObject([
      { outcome: 'claimed' },
      { outcome: 'claimed' },
      { outcome: 'held', holder: idOf(0) },
    ])
    await finish(lane, idOf(0))
    expect(await claim(lane, idOf(2), policy)).toMatchObject({ outcome: 'claimed' })
    expect(await lane.redis.hget(lane.keys.held, 'job')).toBe(`${idOf(1)} ${idOf(2)}`)
  })

  it('of one target is not held by a run of another, nor by one of the job itself', async () => {
    const ids = [idOf(0), idOf(0, 'a'), idOf(0, 'b'), idOf(1, 'a')]
    const lane = await lanesWith(...ids)
    const outcomes = []
    for (const id of ids) outcomes.push(await claim(lane, id))
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['claimed', 'claimed', 'claimed', 'held'])
    expect(outcomes[3]).toEqual({ outcome: 'held', holder: idOf(0, 'a') })
  })

  it('leaves nothing held when all its runs have ended', async () => {
    const ids = [idOf(0, 'a'), idOf(0, 'b')]
    const lane = await lanesWith(...ids)
    for (const id of ids) await claim(lane, id)
    for (const id of ids) await finish(lane, id)
    expect(await lane.redis.exists(lane.keys.held)).toBe(0)
  })

  it('finds the lane full when as many run as there is room for', async () => {
    const other = idOf(0, 'a')
    const lane = await lanesWith(idOf(0), other)
    expect(await claim(lane, idOf(0), { room: 1 })).toMatchObject({ outcome: 'claimed' })
    expect(await claim(lane, other, { room: 1 })).toEqual({ outcome: 'full' })
    await finish(lane, idOf(0))
    expect(await claim(lane, other, { room: 1 })).toMatchObject({ outcome: 'claimed' })
  })
})

describe('a lane', () => {
  it('is closed to a job only when none of its runs is alive', async () => {
    const ids = [idOf(0, 'a'), idOf(0, 'b')]
    const lane = await lanesWith(...ids)
    for (const id of ids) await claim(lane, id)
    expect(await closeLane(lane, 'job', testLane('other'))).toBe(idOf(0, 'a'))
    await finish(lane, idOf(0, 'a'))
    expect(await closeLane(lane, 'job', testLane('other'))).toBe(idOf(0, 'b'))
    await finish(lane, idOf(0, 'b'))
    expect(await closeLane(lane, 'job', testLane('other'))).toBeUndefined()
    await lane.redis.zadd(lane.keys.released, NOON, idOf(1))
    expect(await claim(lane, idOf(1))).toEqual({ outcome: 'moved', to: 'other' })
  })
})
