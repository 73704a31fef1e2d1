import { compileCalendar } from '@horarium/calendar'
import type { RehearsedEntry, Rehearsal } from '@horarium/sdk/testing'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { job } from './support/module-folder.js'
import { at, rehearsed } from './support/rehearsed.js'

const MINUTE_MS = 60_000
const [FROM, TO] = [at('12:00').getTime(), at('14:00').getTime()]
// Early enough that somebody has come back when it ends.
const minute = fc.integer({ min: 0, max: 44 }).map((minutes) => new Date(FROM + minutes * MINUTE_MS))

const policy = fc.record({
  expression: fc.constantFrom('* * * * *', '*/7 * * * *', '10-50/5 * * * *', '0,1,2 * * * *'),
  overlap: fc.constantFrom('skip', 'queue', 'cancel_other'),
  misfire: fc.constantFrom('run_once', 'run_all', 'skip'),
  lasts: fc.constantFrom(undefined, '30s', '4m', '20m'),
  retries: fc.constantFrom(0, 2),
  fails: fc.boolean(),
})
const worlds = fc.record({
  policies: fc.array(policy, { minLength: 1, maxLength: 4 }),
  downs: fc.array(fc.tuple(minute, fc.integer({ min: 1, max: 60 })), { maxLength: 2 }),
  passEvery: fc.constantFrom(undefined, '1m', '5m'),
  concurrency: fc.constantFrom('1', '8'),
})

it('whatever happens, each instant is accounted for once, with a reason, and no two runs of a job are at once', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async ({ policies, downs, passEvery, concurrency }) => {
      const names = policies.map((_, index) => `job_${index}`)
      const nodes = policies.map(({ expression, overlap, misfire, retries, fails }) => {
        const how = `<overlap>${overlap}</overlap><misfire>${misfire}</misfire><retries>${retries}</retries>`
        return job(expression, fails ? 'fail' : 'ok', how)
      })
      const played = await rehearsed({
        work: 'ok() {}\nfail({ attempt }) { if (attempt < 2) throw new Error("once") }',
        jobs: Object.fromEntries(names.map((name, index) => [name, nodes[index] ?? ''])),
        lasts: Object.fromEntries(names.flatMap((name, index) => lastsOf(name, policies[index]?.lasts))),
        downtime: downs.map(([from, minutes]) => ({ from, to: new Date(from.getTime() + minutes * MINUTE_MS) })),
        settings: { 'system/cron/default/concurrency': concurrency },
        to: new Date(TO),
        ...(passEvery === undefined ? {} : { passEvery }),
      })
      for (const [index, name] of names.entries()) {
        expect(accountOf(played, name)).toBe(instantsOf(policies[index]?.expression ?? '').length)
        expect(overlapsIn(played.runs(name))).toEqual([])
      }
      expect(played.entries.filter(isEndedWithoutReason)).toEqual([])
    }),
    { numRuns: 15 },
  )
})

function lastsOf(name: string, lasts: string | undefined): readonly (readonly [string, string])[] {
  return lasts === undefined ? [] : [[name, lasts]]
}

function instantsOf(expression: string): readonly number[] {
  const { calendar } = compileCalendar({
    kind: 'expression',
    expression,
    dialect: 'standard',
    timezone: 'UTC',
    seed: '',
  })
  return calendar?.kind === 'timed' ? calendar.between(FROM - 1, TO - 1) : []
}

// A gap may reach beyond the end, but only what has passed is in it.
function accountOf({ of, gaps }: Rehearsal, name: string): number {
  const ids = new Set(of(name).map(({ id }) => id))
  return gaps.filter(({ jobCode }) => jobCode === name).reduce((sum, { count }) => sum + count, ids.size)
}

function overlapsIn(runs: readonly RehearsedEntry[]): readonly string[] {
  const inOrder = runs.toSorted((a, b) => startOf(a) - startOf(b))
  return inOrder.flatMap((run, index) => {
    const before = inOrder[index - 1]
    return before && (before.finishedAt?.getTime() ?? Infinity) > startOf(run) ? [`${before.id} ${run.id}`] : []
  })
}

function startOf({ startedAt }: RehearsedEntry): number {
  return startedAt?.getTime() ?? 0
}

function isEndedWithoutReason({ finishedAt, reason }: RehearsedEntry): boolean {
  return finishedAt !== undefined && !reason
}
