import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { differences, REASONS, reasonOf } from './differences.js'
import { readScenarios } from './magento-timeline.js'
import { play } from './play.js'
import { storiesOfMagento } from './story.js'

// How many instants of each scenario differ, by reason; all others are equal to the second.
const EXPECTED: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'every-minute-defaults': { 'current minute': 3, horizon: 4 },
  'cron-every-five-minutes': { 'current minute': 2, horizon: 8, 'newest runs': 44 },
  outage: { 'current minute': 1, missed: 5, 'catch up': 1 },
  'missed-boundary': {},
  outcomes: { 'catch up': 8, quarantine: 4, error: 1, spaces: 3 },
  'php-error-in-job': { 'bad job': 5 },
  'bad-expression-aborts-generation': { 'bad job': 8 },
  'zero-step': { 'bad job': 7 },
  'job-removed-and-changed': { 'current minute': 2, change: 15 },
  'both-areas': { 'one entry': 4, 'current minute': 1, horizon: 1 },
  'config-path': { quarantine: 1, always: 4, spaces: 2 },
  always: { always: 17, 'current minute': 1, 'one pass': 2, missed: 6, 'catch up': 2 },
  'horizon-shorter-than-cadence': { 'current minute': 1, horizon: 2, 'catch up': 1 },
  'generate-every-minute': { 'current minute': 1, horizon: 7 },
  'twice-a-minute-with-cache-flush': { 'one entry': 1, horizon: 1 },
  'history-lifetimes': { 'current minute': 2, lifetime: 14, horizon: 5 },
  'history-lifetime-zero': { 'current minute': 2, lifetime: 6, horizon: 2 },
  'spring-forward': { lifetime: 4, 'current minute': 1, horizon: 4 },
  'fall-back': { lifetime: 5, horizon: 5, 'current minute': 1 },
  'lord-howe': { lifetime: 5 },
}

describe('a timeline of Magento 1, played again', () => {
  it.for(readScenarios())('$name: differs where it is meant to, and nowhere else', async (scenario) => {
    const played = await play(scenario)
    const found: Record<string, number> = {}
    for (const difference of differences(storiesOfMagento(scenario), played.stories)) {
      const reason = reasonOf(difference, scenario, played) ?? `no reason: ${JSON.stringify(difference)}`
      found[reason] = (found[reason] ?? 0) + 1
    }
    expect(found).toEqual(EXPECTED[scenario.name])
  })
})

it('each reason to differ has a row in the page for those who come from Magento', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/coming-from-magento.md'), 'utf8')
  const table = page.slice(page.indexOf('## Timeline'))
  const rows = [...table.matchAll(/^\| \*\*(.+?)\*\* \|/gm)].map(([, name]) => name)
  expect(rows.toSorted()).toEqual(REASONS.toSorted())
})
