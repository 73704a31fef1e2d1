import { recountInstants } from '@horarium/calendar'
import { BACKOFFS, MISFIRES } from '@horarium/core'
import { audit, type AuditedInstant, BROKEN_FATES } from '@horarium/engine'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { account } from './support/account.js'
import { NOON } from './support/test-engine.js'
import { live, minutes, named, steps, times } from './support/steps.js'
import type { World, WorldOptions } from './support/world.js'

const schedule = fc.constantFrom('* * * * *', '*/5 * * * *', '3,17 * * * *', '0 * * * *', '59 23 * * *', 20, 45)

const options: fc.Arbitrary<WorldOptions> = fc.record({
  schedules: fc.array(schedule, { minLength: 1, maxLength: 4 }),
  settings: fc.record({
    aheadMs: minutes(1, 30),
    lifetimeMs: minutes(1, 30),
    successLifetimeMs: minutes(1, 60),
    failureLifetimeMs: minutes(1, 60),
    historyKeep: fc.integer({ min: 0, max: 3 }),
  }),
})

// Short enough for a world to settle in.
const policy = fc.record({
  misfire: fc.constantFrom(...MISFIRES),
  misfireMax: fc.integer({ min: 1, max: 5 }),
  retry: fc.record({
    retries: fc.integer({ min: 0, max: 3 }),
    backoff: fc.constantFrom(...BACKOFFS),
    backoffMs: fc.constantFrom(0, 2_000),
    retryOn: fc.constantFrom<readonly string[]>([], ['Error'], ['WorkerLost']),
  }),
})

const purging = times.map((count) => named(`purge by ${count}`, (world) => world.purge(count)))
const settingBack = fc
  .integer({ min: 1, max: 3_600 })
  .map((seconds) => named(`set back ${seconds} s`, (world) => world.setBack(seconds)))

const changing = fc
  .tuple(fc.nat(3), fc.option(schedule, { nil: undefined }))
  .map(([pick, when]) => named(`job ${pick} runs at ${when}`, (world) => world.change(pick, when)))

async function auditAll({ plan, clock }: World): Promise<readonly AuditedInstant[]> {
  const found: AuditedInstant[] = []
  for await (const page of audit(plan.lane, { after: NOON, until: clock.now() }, recountInstants)) found.push(...page)
  return found
}

describe('whatever generators, releasers, workers, sweepers and purgers do at once', () => {
  it('every instant ends once with a reason or is counted in a gap, and no two runs of a job meet', async () => {
    await fc.assert(
      fc.asyncProperty(options, steps(purging), async (given, path) => {
        const world = await live(given, path)
        await world.settle()
        expect(world.faults).toEqual([])
        for (const { open, ...rest } of account(world)) {
          expect(rest).toEqual({ jobCode: rest.jobCode, disappeared: [], invented: [], counted: open })
        }
      }),
      { numRuns: 150 },
    )
  }, 120_000)

  it('no instant disappears or runs twice when the clock is set back, too', async () => {
    await fc.assert(
      fc.asyncProperty(options, steps(settingBack), async (given, path) => {
        const world = await live(given, path)
        // Beyond everything that was ever written, so that each instant has passed for good.
        await world.wait(2 * 3_600 * path.length)
        await world.settle()
        expect(world.faults).toEqual([])
        for (const { disappeared } of account(world)) expect(disappeared).toEqual([])
      }),
      { numRuns: 60 },
    )
  }, 120_000)

  it('entries that fail, lose their worker or come late end once, and never begin more often than their job wants', async () => {
    await fc.assert(
      fc.asyncProperty(options, policy, steps(purging), async (given, rules, path) => {
        const world = await live({ ...given, policy: rules }, path)
        await world.settle()
        expect(world.faults).toEqual([])
        for (const { open, ...rest } of account(world)) {
          expect(rest).toEqual({ jobCode: rest.jobCode, disappeared: [], invented: [], counted: open })
        }
      }),
      { numRuns: 150 },
    )
  }, 120_000)

  it('no retry runs twice or disappears when the clock is set back and calendars change', async () => {
    await fc.assert(
      fc.asyncProperty(options, policy, steps(settingBack, changing), async (given, rules, path) => {
        const world = await live({ ...given, policy: rules }, path)
        await world.wait(2 * 3_600 * path.length)
        await world.settle()
        expect(world.faults).toEqual([])
        const audited = await auditAll(world)
        expect(audited.filter(({ fate }) => BROKEN_FATES.includes(fate))).toEqual([])
      }),
      { numRuns: 40 },
    )
  }, 120_000)

  it('an audit finds nothing missing after crashes, purges, changed calendars and clocks set back', async () => {
    await fc.assert(
      fc.asyncProperty(options, steps(purging, settingBack, changing), async (given, path) => {
        const world = await live(given, path)
        await world.settle()
        const audited = await auditAll(world)
        expect(audited.filter(({ fate }) => BROKEN_FATES.includes(fate))).toEqual([])
      }),
      { numRuns: 100 },
    )
  }, 120_000)

  it('an audit tells of everything that ended how it did', async () => {
    await fc.assert(
      fc.asyncProperty(options, steps(changing), async (given, path) => {
        const world = await live(given, path)
        await world.settle()
        const ended = (await auditAll(world)).filter(({ id }) => world.ended.has(id))
        expect(ended.filter(({ id, fate }) => world.ended.get(id) !== fate)).toEqual([])
      }),
      { numRuns: 60 },
    )
  }, 120_000)
})
