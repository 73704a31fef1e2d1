import { groupSettings, isInMaintenance, type JobDefinition, maintenanceReason, pauseReason } from '@horarium/core'
import type { Configuration } from './configuration.js'
import { PRODUCTION } from './environment.js'
import { type GroupChoice, isChosen } from './group-choice.js'

/** What keeps the calendar from starting jobs of whole groups now, a sentence each; those of all groups name none. */
export function guardsNow(configuration: Configuration, now: number, choice: GroupChoice = {}): readonly string[] {
  const { settings } = configuration
  const groups = configuration.groups.filter((group) => isChosen(choice, group))
  const held = new Map<string, string[]>()
  for (const group of groups) {
    const { maintenances, pauses } = groupSettings(settings, group)
    const reasons = [
      ...maintenances.filter((one) => isInMaintenance(one, now)).map(maintenanceReason),
      ...pauses.filter(({ from, until }) => now >= from && now < until).map(pauseReason),
    ]
    for (const reason of new Set(reasons)) held.set(reason, [...(held.get(reason) ?? []), group])
  }
  const told = [...held].map(([reason, own]) =>
    own.length === groups.length ? reason : `group ${own.join(', ')}: ${reason}`,
  )
  return [...told, ...environmentGuard(configuration, groups)]
}

function environmentGuard(
  { settings, jobs, environment }: Configuration,
  groups: readonly string[],
): readonly string[] {
  if (environment === PRODUCTION) return []
  const guarded = new Set(groups.filter((group) => groupSettings(settings, group).environmentGuard))
  const isHeld = ({ group, status, calendar, policy }: JobDefinition): boolean =>
    guarded.has(group) && status === 'ok' && calendar !== undefined && !policy.outsideProduction
  const count = jobs.filter(isHeld).length
  if (count === 0) return []
  const what = count === 1 ? 'one job that does' : `${count} jobs that do`
  return [`environment guard: this is ${environment}, not production; the calendar does not start ${what} not opt in`]
}
