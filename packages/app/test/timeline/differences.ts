import type { Scenario } from './magento-timeline.js'
import type { Played } from './play.js'
import type { Story } from './story.js'

/** One instant of one job of which the two tell different stories. */
export interface Difference {
  readonly job: string
  readonly theirs: readonly Story[]
  readonly ours: Story | undefined
}

const MINUTE = 60_000

/** Every instant on which the two differ. */
export function differences(theirs: readonly Story[], ours: readonly Story[]): readonly Difference[] {
  const keyOf = ({ job, scheduledAt }: Story): string => `${job}@${scheduledAt}`
  const keys = [...new Set([...theirs, ...ours].map(keyOf))].toSorted()
  return keys.flatMap((key) => {
    const own = theirs.filter((story) => keyOf(story) === key)
    const mine = ours.find((story) => keyOf(story) === key)
    const isSame = own.length === 1 && isAlike({ their: own[0], ours: mine }, [])
    return isSame ? [] : [{ job: (mine ?? own[0])?.job ?? '', theirs: own, ours: mine }]
  })
}

interface Asked extends Difference {
  readonly scenario: Scenario
  readonly played: Played
  readonly their: Story | undefined
}

type Rule = readonly [name: string, explains: (asked: Asked) => boolean]

// The names are those of the table in docs/coming-from-magento.md; the first rule that explains a difference counts.
const RULES: readonly Rule[] = [
  ['one entry', ({ theirs }) => theirs.length > 1],
  ['quarantine', ({ job, ours, played }) => ours === undefined && played.invalid.has(job)],
  ['bad job', ({ scenario }) => scenario.ticks.some(({ exit, printed }) => exit !== 0 || printed)],
  ['spaces', (asked) => textsOf(asked).some((text) => text !== text.trim())],
  ['always', (asked) => textsOf(asked).some((text) => expressionAt(asked, text) === 'always')],
  ['current minute', ({ their, ours }) => ours === undefined && their !== undefined && isLate(their)],
  ['change', ({ scenario }) => scenario.ticks.some(({ jobs }) => jobs !== undefined)],
  ['catch up', ({ ours }) => ours !== undefined && isLate(ours)],
  ['newest runs', ({ ours }) => ours?.status === 'skipped'],
  ['missed', ({ ours }) => ours?.status === 'missed'],
  ['error', ({ their, ours }) => their?.status === 'error' && ours?.status === 'success'],
  ['horizon', (asked) => isAtHorizon(asked) || isAlike(asked, ['writtenAt'])],
  ['one pass', (asked) => hasAlwaysMode(asked) && isAlike(asked, ['writtenAt', 'ranAt'])],
  ['lifetime', (asked) => isAlike(asked, ['writtenAt', 'goneAt'])],
]

/** The names of all reasons to differ. */
export const REASONS: readonly string[] = RULES.map(([name]) => name)

/** Why the two differ, by name; `undefined` when there is no reason to. */
export function reasonOf(difference: Difference, scenario: Scenario, played: Played): string | undefined {
  const asked = { ...difference, scenario, played, their: difference.theirs[0] }
  return RULES.find(([, explains]) => explains(asked))?.[0]
}

function hasAlwaysMode({ scenario }: Asked): boolean {
  return scenario.ticks.some(({ mode }) => mode === 'always')
}

function isLate({ scheduledAt, writtenAt }: Story): boolean {
  return scheduledAt <= writtenAt
}

function isAtHorizon({ their, ours, scenario }: Asked): boolean {
  const ahead = (scenario.settings['schedule_ahead_for'] ?? 20) * MINUTE
  return their === undefined && ours !== undefined && ours.scheduledAt > ours.writtenAt + ahead - MINUTE
}

type Part = 'writtenAt' | 'ranAt' | 'status' | 'goneAt'
const PARTS: readonly Part[] = ['writtenAt', 'ranAt', 'status', 'goneAt']

function isAlike({ their, ours }: Pick<Asked, 'their' | 'ours'>, apart: readonly Part[]): boolean {
  if (!their || !ours) return false
  return PARTS.every((part) => apart.includes(part) || String(their[part]) === String(ours[part]))
}

function textsOf({ job, scenario }: Asked): readonly string[] {
  const declared = scenario.jobs.filter(({ code }) => code === job)
  return declared.flatMap(({ model, cron_expr, config_path }) => [model ?? '', cron_expr ?? '', config_path ?? ''])
}

function expressionAt({ scenario }: Asked, text: string): string {
  return scenario.config_values?.[text] ?? text
}
