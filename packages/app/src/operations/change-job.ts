import type { JobDefinition } from '@horarium/core'
import { generate } from '@horarium/engine'
import { setOverride } from '@horarium/store'
import type { App } from '../app.js'
import { planOf } from '../find-job.js'

/** Path of the override that switches a job on or off. */
export function activePath(code: string): string {
  return `crontab/jobs/${code}/active`
}

/**
 * Switches a job on or off, at once: its pending entries are withdrawn or written before this returns, and running
 * processes follow within a second. Answers how many entries were withdrawn or written.
 */
export async function setJobActive(app: App, { code }: JobDefinition, active: boolean): Promise<number> {
  const path = activePath(code)
  const before = app.configuration().settings.valueOf(path)?.value
  const override = { path, value: active ? '1' : '0', author: app.author, at: app.clock.now() }
  await setOverride(app.instance, override, before)
  await app.refresh()
  const { withdrawn, written } = await generate(planOf(app.plans(), code), app.clock.now())
  return active ? written : withdrawn
}
