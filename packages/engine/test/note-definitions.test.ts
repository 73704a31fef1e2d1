import { generate, generateAlways } from '@horarium/engine'
import { type DefinitionRecord, DEFINITIONS_KEPT, type Lane, readDefinitions } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE, NOON, type TestJob, testJob, testLane, testPlan } from './support/test-engine.js'

async function generateAs(lane: Lane, job: TestJob | undefined, now: number): Promise<void> {
  await generate(testPlan(lane, job ? [testJob('a', job)] : []), now)
}

async function definitionsOf(lane: Lane): Promise<readonly DefinitionRecord[]> {
  return (await readDefinitions(lane, ['a'])).get('a') ?? []
}

const expressionOf = ({ spec }: DefinitionRecord): string | undefined =>
  spec?.kind === 'expression' ? spec.expression : undefined

describe('the definitions of a job', () => {
  it('are noted when its calendar begins, changes and ends, with the reason where there is none', async () => {
    const lane = testLane()
    await generateAs(lane, { when: '*/5 * * * *' }, NOON)
    await generateAs(lane, { when: '*/5 * * * *' }, NOON + MINUTE)
    await generateAs(lane, { when: '*/7 * * * *' }, NOON + 2 * MINUTE)
    await generateAs(lane, { when: '*/7 * * * *', status: 'disabled' }, NOON + 3 * MINUTE)
    await generateAs(lane, { when: '*/7 * * * *' }, NOON + 4 * MINUTE)
    await generateAs(lane, undefined, NOON + 5 * MINUTE)

    const definitions = await definitionsOf(lane)

    expect(definitions.map(({ from }) => (from - NOON) / MINUTE)).toEqual([0, 2, 3, 4, 5])
    expect(definitions.map((one) => expressionOf(one) ?? one.why)).toEqual([
      '*/5 * * * *',
      '*/7 * * * *',
      'disabled',
      '*/7 * * * *',
      'gone',
    ])
  })

  it('are noted once, however many processes write at once', async () => {
    const lane = testLane()
    await Promise.all([0, 1, 2, 3].map((late) => generateAs(lane, { when: '* * * * *' }, NOON + late)))
    expect(await definitionsOf(lane)).toHaveLength(1)
  })

  it('tell up to where the one before was written when it was replaced while nothing ran', async () => {
    const lane = testLane()
    await generateAs(lane, { when: '*/5 * * * *' }, NOON)
    await generateAs(lane, { when: '*/7 * * * *' }, NOON + HOUR)
    expect(await definitionsOf(lane)).toMatchObject([
      { from: NOON },
      { from: NOON + HOUR, writtenTo: NOON + 20 * MINUTE },
    ])
  })

  it('are noted of a job that runs at every pass, too', async () => {
    const lane = testLane()
    await generateAlways(testPlan(lane, [testJob('a', { when: 'always' })]), NOON)
    await generateAlways(testPlan(lane, [testJob('a', { when: 'always' })]), NOON + MINUTE)
    expect(await definitionsOf(lane)).toMatchObject([{ from: NOON, spec: { expression: 'always' } }])
  })

  it('do not grow without end', async () => {
    const lane = testLane()
    for (let change = 0; change < DEFINITIONS_KEPT + 5; change += 1) {
      await generateAs(lane, { when: 60 + (change % 2) }, NOON + change)
    }
    const kept = await definitionsOf(lane)
    expect(kept).toHaveLength(DEFINITIONS_KEPT)
    expect(kept[0]?.from).toBe(NOON + 5)
  })
})
