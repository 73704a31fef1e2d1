import { generate } from '@horarium/engine'
import type { App } from '../app.js'

/** What a change of the configuration did to the timetable. */
export interface Followed {
  readonly written: number
  readonly withdrawn: number
}

/**
 * Reads the overrides again and writes the timetable of every lane they change: what is stale is withdrawn, what is
 * new is written, before this returns. Running processes follow within a second.
 */
export async function followChange(app: App): Promise<Followed> {
  const before = app.plans()
  await app.refresh()
  let followed: Followed = { written: 0, withdrawn: 0 }
  for (const [name, plan] of app.plans()) {
    if (before.get(name)?.digest === plan.digest) continue
    // Whoever has newer files follows at once too, and knows what is to be written.
    if ((await plan.standing()).newer !== undefined) continue
    const { written, withdrawn } = await generate(plan, app.clock.now())
    followed = { written: followed.written + written, withdrawn: followed.withdrawn + withdrawn }
  }
  return followed
}
