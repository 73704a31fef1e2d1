import type { App } from '@horarium/app'
import { HorariumError } from '@horarium/core'
import { changeOverrides } from '@horarium/store'

/** Lays overrides over everything else, as an admin does; the timetable is written later. */
export async function layOver(app: App, overrides: Readonly<Record<string, string>>): Promise<void> {
  const steps = Object.entries(overrides).map(([path, value]) => ({ path, value, before: undefined, after: value }))
  if (steps.length === 0) return
  const { revision } = await app.preview(new Map())
  const change = { author: app.author, at: app.clock.now(), revision, steps }
  if (!(await changeOverrides(app.instance, change))) {
    throw new HorariumError('conflict', 'Somebody else changes the overrides of this rehearsal.')
  }
  await app.refresh()
}
