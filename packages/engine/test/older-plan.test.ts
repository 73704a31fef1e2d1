import { entryId } from '@horarium/core'
import { execute, generate, type LanePlan, release } from '@horarium/engine'
import { describe, expect, it } from 'vitest'
import { MINUTE, NOON, testClock, testJob, testLane, testPlan, testPorts, testSender } from './support/test-engine.js'

const DUE = NOON + 5 * MINUTE

/** What becomes of a due entry where its job is disabled, in a plan that stands so. */
async function receive(standing: Awaited<ReturnType<LanePlan['standing']>>): Promise<string> {
  const lane = testLane()
  const plan = testPlan(lane, [testJob('a', { when: '*/5 * * * *' })])
  await generate(plan, NOON)
  await release(plan, testSender(), DUE)
  const off = { ...testPlan(lane, [testJob('a', { status: 'disabled' })]), standing: () => Promise.resolve(standing) }
  return execute(entryId('a', DUE), off, testPorts(off, testClock(DUE)))
}

describe('an entry whose job is disabled', () => {
  it('is left to others by a configuration that is older than theirs, and skipped by any other', async () => {
    expect(await receive({ generation: 1, newer: 'w2' })).toBe('left')
    expect(await receive({ generation: 2 })).toBe('skipped')
  })
})
