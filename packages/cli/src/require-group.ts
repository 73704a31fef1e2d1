import type { App } from '@horarium/app'
import { didYouMean, HorariumError } from '@horarium/core'

/** Throws `usage`, with the nearest names, when no job is in a group of that name. */
export function requireGroup(app: App, group: string): void {
  const { groups } = app.configuration()
  if (groups.includes(group)) return
  throw new HorariumError('usage', `No group '${group}'.${didYouMean(group, groups)} There are ${groups.join(', ')}.`)
}
