import { didYouMean, groupOf, HorariumError } from '@horarium/core'
import type { Configuration } from './configuration.js'

/** The groups a process runs; every one that is not left out when none is named. */
export interface GroupChoice {
  readonly only?: readonly string[]
  readonly except?: readonly string[]
}

/** Whether a process that made this choice runs a lane. */
export function isChosen({ only, except = [] }: GroupChoice, lane: string): boolean {
  const group = groupOf(lane)
  return (only?.includes(group) ?? true) && !except.includes(group)
}

/** Throws `usage`, with the nearest names, when no job is in a group of that name. */
export function requireGroup({ groups }: Pick<Configuration, 'groups'>, group: string): void {
  if (groups.includes(group)) return
  throw new HorariumError('unknown', `No group '${group}'.${didYouMean(group, groups)} There are ${groups.join(', ')}.`)
}

/** Throws `usage` when a choice names a group that is not there, or leaves none. */
export function requireChoice({ groups }: Pick<Configuration, 'groups'>, choice: GroupChoice): void {
  for (const group of [...(choice.only ?? []), ...(choice.except ?? [])]) requireGroup({ groups }, group)
  if (groups.some((group) => isChosen(choice, group))) return
  throw new HorariumError('usage', `No group is left to run. There are ${groups.join(', ')}.`)
}
