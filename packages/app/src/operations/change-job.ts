import { type JobDefinition, jobPath } from '@horarium/core'
import { setOverride } from '@horarium/store'
import type { App } from '../app.js'
import { followChange } from './follow-change.js'

/**
 * Switches a job on or off, at once: its pending entries are withdrawn or written before this returns, and running
 * processes follow within a second. Answers how many entries were withdrawn or written.
 */
export async function setJobActive(app: App, { code }: JobDefinition, active: boolean): Promise<number> {
  const path = jobPath(code, 'active')
  const before = app.configuration().settings.valueOf(path)?.value
  const override = { path, value: active ? '1' : '0', author: app.author, at: app.clock.now() }
  await setOverride(app.instance, override, before)
  const { withdrawn, written } = await followChange(app)
  return active ? written : withdrawn
}
