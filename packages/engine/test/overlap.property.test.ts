import { DEFAULT_POLICY, OVERLAPS } from '@horarium/core'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { account } from './support/account.js'
import { live, minutes, steps, times, named } from './support/steps.js'
import type { WorldOptions } from './support/world.js'

const options = (overlap: (typeof OVERLAPS)[number]): fc.Arbitrary<WorldOptions> =>
  fc.record({
    schedules: fc.array(fc.constantFrom('* * * * *', '*/2 * * * *', 20), { minLength: 1, maxLength: 3 }),
    settings: fc.record({
      aheadMs: minutes(1, 5),
      lifetimeMs: minutes(1, 10),
      concurrencyTotal: fc.constantFrom(0, 0, 1, 2, 3),
    }),
    // All that is due runs, so that much of it meets.
    policy: fc.record({
      overlap: fc.constant(overlap),
      overlapMax: fc.integer({ min: 1, max: 3 }),
      misfire: fc.constant('run_all' as const),
      misfireMax: fc.integer({ min: 1, max: 8 }),
      retry: fc.constant(DEFAULT_POLICY.retry),
    }),
  })

const purging = times.map((count) => named(`purge by ${count}`, (world) => world.purge(count)))

describe('over whatever lives of several workers', () => {
  it.each(OVERLAPS)(
    '%s keeps its word, and nothing waits for ever',
    async (overlap) => {
      await fc.assert(
        fc.asyncProperty(options(overlap), steps(purging), async (given, path) => {
          const world = await live(given, path)
          await world.settle()
          expect(world.faults).toEqual([])
          for (const { open, ...rest } of account(world)) {
            expect(rest).toEqual({ jobCode: rest.jobCode, disappeared: [], invented: [], counted: open })
          }
        }),
        { numRuns: 60 },
      )
    },
    240_000,
  )
})
