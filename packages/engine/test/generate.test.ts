import { entryId } from '@horarium/core'
import { generate, generateAlways } from '@horarium/engine'
import { addPending, glance, type Lane, listGaps, readDue, readWatermark } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE, NOON, testJob, testLane, testPlan } from './support/test-engine.js'

async function pendingOf(lane: Lane): Promise<readonly string[]> {
  return (await readDue(lane, Number.MAX_SAFE_INTEGER)).map(({ id }) => id).toSorted()
}

const idsOf = (code: string, ...minutes: readonly number[]): string[] =>
  minutes.map((minute) => entryId(code, NOON + minute * MINUTE))

describe('generate', () => {
  it('writes every job up to the horizon and says so', async () => {
    const lane = testLane()
    const plan = testPlan(lane, [testJob('a', { when: '*/10 * * * *' }), testJob('b', { when: '5 * * * *' })])
    expect(await generate(plan, NOON)).toEqual({ written: 3, withdrawn: 0, gaps: 0 })
    expect(await pendingOf(lane)).toEqual([...idsOf('a', 10, 20), ...idsOf('b', 5)])
    expect(await glance(lane)).toMatchObject({ generatedAt: NOON, digest: plan.digest, firstDue: NOON + 5 * MINUTE })
  })

  it('writes the same set whoever does it, however often, all at once', async () => {
    const lane = testLane()
    const plan = testPlan(lane, [testJob('a', { when: '* * * * *' }), testJob('b', { when: '*/2 * * * *' })])
    await Promise.all([0, 1, 2, 3, 4, 5].map((second) => generate(plan, NOON + second)))
    const minutes = Array.from({ length: 20 }, (_, index) => index + 1)
    const even = minutes.filter((minute) => minute % 2 === 0)
    expect(await pendingOf(lane)).toEqual([...idsOf('a', ...minutes), ...idsOf('b', ...even)])
  })

  it('withdraws what a changed expression no longer has and writes what it has', async () => {
    const lane = testLane()
    await generate(testPlan(lane, [testJob('a', { when: '*/10 * * * *' })]), NOON)
    const changed = testPlan(lane, [testJob('a', { when: '7 * * * *' })])
    expect(await generate(changed, NOON)).toEqual({ written: 1, withdrawn: 2, gaps: 0 })
    expect(await pendingOf(lane)).toEqual(idsOf('a', 7))
  })

  it('withdraws the entries of a job that is gone, disabled or invalid, and forgets its watermark', async () => {
    const lane = testLane()
    const when = '*/10 * * * *'
    const jobs = ['disabled', 'gone', 'invalid'].map((code) => testJob(code, { when }))
    await generate(testPlan(lane, jobs), NOON)
    const rest = [testJob('disabled', { when, status: 'disabled' }), testJob('invalid', { when, status: 'invalid' })]
    expect(await generate(testPlan(lane, rest), NOON)).toMatchObject({ withdrawn: 6 })
    expect(await pendingOf(lane)).toEqual([])
    expect(await readWatermark(lane, 'gone')).toBeUndefined()
  })

  it('never withdraws an entry somebody added by hand', async () => {
    const lane = testLane()
    await addPending(lane, { jobCode: 'a', instant: NOON + MINUTE, author: 'ada' })
    await generate(testPlan(lane, [testJob('a', { when: '*/10 * * * *' })]), NOON)
    await generate(testPlan(lane, []), NOON)
    expect(await pendingOf(lane)).toEqual(idsOf('a', 1))
  })

  it('records what passed while nothing ran as one gap, not as a flood of entries', async () => {
    const lane = testLane()
    const plan = testPlan(lane, [testJob('a', { when: '* * * * *' })])
    await generate(plan, NOON)
    const later = NOON + 24 * HOUR
    expect(await generate(plan, later)).toMatchObject({ gaps: 24 * 60 - 20 - 1 })
    const gaps = await listGaps(lane, 0, later)
    expect(gaps).toMatchObject([{ jobCode: 'a', from: NOON + 20 * MINUTE, to: later, count: 24 * 60 - 20 - 1 }])
  })

  it('writes no history for a job that is switched on again', async () => {
    const lane = testLane()
    const on = testPlan(lane, [testJob('a', { when: '* * * * *' })])
    await generate(on, NOON)
    await generate(testPlan(lane, [testJob('a', { when: '* * * * *', status: 'disabled' })]), NOON)
    expect(await generate(on, NOON + HOUR)).toEqual({ written: 20, withdrawn: 0, gaps: 0 })
  })
})

describe('always', () => {
  it('is written once a minute however many passes there are, and leaves the rest alone', async () => {
    const lane = testLane()
    const plan = testPlan(lane, [testJob('a', { when: 'always' }), testJob('b', { when: '* * * * *' })])
    const times = [NOON, NOON + 15_000, NOON + 45_000, NOON + MINUTE]
    const written: number[] = []
    for (const now of times) written.push(await generateAlways(plan, now))
    expect(written).toEqual([1, 0, 0, 1])
    expect(await pendingOf(lane)).toEqual(idsOf('a', 0, 1))
  })
})
