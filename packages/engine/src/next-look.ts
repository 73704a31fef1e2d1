import type { Glance } from '@horarium/store'
import { maintenanceOf } from './guards.js'
import type { LanePlan } from './lane-plan.js'
import { FOLLOW_AFTER_MS, RERELEASE_AFTER_MS, TEND_PARKED_MS } from './limits.js'
import type { TendMemory } from './write-ahead.js'

export interface LastLook {
  /** Epoch ms. */
  readonly now: number
  /** The lane as it is after it. */
  readonly seen: Glance
  readonly memory: TendMemory
}

const MINUTE_MS = 60_000

/**
 * When a look at a lane will next find something to do, if nobody writes to it before: for a clock that jumps. `now` when
 * it would find something at once. Purges wait for whatever look comes next.
 */
export function nextLookAt(plan: LanePlan, { now, seen, memory }: LastLook): number {
  const { settings, jobs } = plan
  const isQuiet = maintenanceOf(plan, now) !== undefined
  if (!isQuiet && seen.firstDue !== undefined && seen.firstDue <= now) return now
  const hasAlways = [...jobs.values()].some(({ calendar }) => calendar?.compiled.kind === 'always')
  const instants = [
    seen.firstDue,
    // It may be written again before, by whoever looks; here the last instant that is written down is over.
    after(seen.generatedAt, settings.aheadMs),
    after(seen.firstReleased, RERELEASE_AFTER_MS + 1),
    after(seen.firstLeaseEnd, 1),
    after(seen.firstOwed, FOLLOW_AFTER_MS + 1),
    seen.isAnyParked ? after(memory.parkedAt ?? now, TEND_PARKED_MS) : undefined,
    hasAlways ? (Math.floor(now / MINUTE_MS) + 1) * MINUTE_MS : undefined,
    ...settings.maintenances.flatMap(({ from, until }) => [from, until]),
  ]
  return Math.min(...instants.filter((instant) => instant !== undefined).filter((instant) => instant > now))
}

function after(instant: number | undefined, ms: number): number | undefined {
  return instant === undefined ? undefined : instant + ms
}
