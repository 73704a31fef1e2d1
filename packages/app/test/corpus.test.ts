import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { simulate } from '@horarium/app'
import { checkCalendar, recountInstants } from '@horarium/calendar'
import { defineJobs, readModules } from '@horarium/config'
import { type JobDefinition, resolveSettings } from '@horarium/core'
import { describe, expect, it } from 'vitest'

const SHOP = join(import.meta.dirname, '../../../../shared/corpus/m1/OpenMage__magento-lts/app/code/core')
const YEAR = { from: Date.UTC(2026, 0), to: Date.UTC(2027, 0), limit: 5 }

// A shop's handlers are PHP, so the jobs are defined without looking for them.
async function shopJobs(dialect: string): Promise<readonly JobDefinition[]> {
  const tree = await readModules([SHOP])
  const set = new Map([
    ['system/cron/default/timezone', { value: 'Europe/Paris', source: 'test' }],
    ['system/cron/default/dialect', { value: dialect, source: 'test' }],
  ])
  const settings = resolveSettings([
    { origin: 'module', values: tree.values },
    { origin: 'file', values: set },
  ])
  return defineJobs(tree, settings, checkCalendar)
}

describe.runIf(existsSync(SHOP))("a year of all of OpenMage's own modules", () => {
  it.each([
    ['standard', { invalid: 1, moved: 2, dropped: 0, doubled: 0 }],
    ['magento1', { invalid: 0, moved: 0, dropped: 2, doubled: 2 }],
  ])('is foreseen whole in the dialect %s', async (dialect, expected) => {
    const jobs = await shopJobs(dialect)
    const { clockEffects, fullest, total } = simulate(jobs, YEAR)
    const count = (wanted: string): number => clockEffects.filter(({ effect }) => effect === wanted).length
    // The API module asks for an hour 35, which a shop takes for never.
    expect({
      invalid: jobs.filter(({ status }) => status === 'invalid').length,
      moved: count('moved'),
      dropped: count('dropped'),
      doubled: count('doubled'),
    }).toEqual(expected)
    expect(total).toBeGreaterThan(100_000)
    expect(fullest[0]).toMatchObject({ at: Date.parse('2026-01-31T23:00Z'), runs: 16 })
  })

  it.each(['standard', 'magento1'])('has, in %s, as many runs in March as a slow count finds', async (dialect) => {
    const march = { from: Date.UTC(2026, 2), to: Date.UTC(2026, 3), limit: 1 }
    const { jobs } = simulate(await shopJobs(dialect), march)
    const counted = jobs.map(({ definition, runs }) => [definition.code, runs])
    const recounted = jobs.map(({ definition: { code, calendar } }) => [
      code,
      calendar ? recountInstants(calendar, march.from - 1, march.to - 1).length : 0,
    ])
    expect(counted).toEqual(recounted)
  })
})
