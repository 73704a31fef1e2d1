import { askReload, WORKER_GONE_MS } from '@horarium/store'
import type { App } from '../app.js'

/** Asks every process to read its files again: it does so within a second. What this one has read counts as the newest. */
export async function reloadFiles({ instance, author, clock, declare }: App): Promise<void> {
  await declare({ forMs: WORKER_GONE_MS, by: author, brought: true })
  await askReload(instance, { author, at: clock.now() })
}
