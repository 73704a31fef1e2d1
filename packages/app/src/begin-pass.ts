import type { Logger } from '@horarium/core'
import {
  followForgotten,
  type LanePlan,
  maintenanceOf,
  purge,
  release,
  sweep,
  tendParked,
  writeAhead,
} from '@horarium/engine'
import type { Sender } from '@horarium/queue'
import { glance } from '@horarium/store'

export interface PassPorts {
  readonly sender: Sender
  /** Epoch ms. */
  readonly now: number
  readonly logger: Logger
  readonly signal: AbortSignal
}

/** What a pass has done in a lane before anything runs. */
export interface BegunPass {
  readonly written: number
  readonly purged: number
  /** Whether there is anything to run. */
  readonly isWaiting: boolean
}

/** The first half of a pass over a lane: clean, generate, release. */
export async function beginPass(plan: LanePlan, { sender, now, logger, signal }: PassPorts): Promise<BegunPass> {
  const seen = await glance(plan.lane)
  const isOld = now - (seen.purgedAt ?? 0) >= plan.settings.cleanupEveryMs
  const purged = isOld ? await purge(plan, now, signal) : { expired: 0, surplus: 0 }
  await sweep(plan, sender, now)
  await tendParked(plan, { sender, now })
  await followForgotten(plan, { sender, now, logger })
  const { written } = await writeAhead(plan, { now, seen: await glance(plan.lane), memory: {} }, logger)
  const { released } = await release(plan, sender, now)
  const isQuiet = maintenanceOf(plan, now) !== undefined
  const isWaiting = !isQuiet && (released > 0 || (await glance(plan.lane)).firstReleased !== undefined)
  return { written, purged: purged.expired + purged.surplus, isWaiting }
}
