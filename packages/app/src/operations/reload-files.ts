import type { Problem } from '@horarium/core'
import { askReload, WORKER_GONE_MS } from '@horarium/store'
import type { App } from '../app.js'

/** Asks every process to read its files again: it does so within a second. What this one has read counts as the newest. */
export async function reloadFiles({ instance, author, clock, declare }: App): Promise<void> {
  await declare({ forMs: WORKER_GONE_MS, by: author, brought: true })
  await askReload(instance, { author, at: clock.now() })
}

/**
 * Reads the files again here, and then has every process do so. Answers the errors they are refused for: with any, nothing
 * has changed anywhere.
 */
export async function reloadHere(app: App): Promise<readonly Problem[]> {
  const refused = await app.watch.tryAgain()
  if (refused.length > 0) return refused
  await app.refresh()
  await reloadFiles(app)
  return []
}
