import { askReload } from '@horarium/store'
import type { App } from '../app.js'

/** Asks every process to read its files again: it does so within a second. */
export async function reloadFiles({ instance, author, clock }: App): Promise<void> {
  await askReload(instance, { author, at: clock.now() })
}
