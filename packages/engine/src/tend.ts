import type { Logger } from '@horarium/core'
import type { Sender } from '@horarium/queue'
import { type Glance, glance } from '@horarium/store'
import { followForgotten } from './follow-success.js'
import { maintenanceOf } from './guards.js'
import { rememberLook } from './judge-leases.js'
import type { LanePlan } from './lane-plan.js'
import { FOLLOW_AFTER_MS, RERELEASE_AFTER_MS, TEND_PARKED_MS } from './limits.js'
import { noteChange } from './note-change.js'
import { purge } from './purge.js'
import { release } from './release.js'
import { sweep } from './sweep.js'
import { tendParked } from './wake.js'
import { type TendMemory, writeAhead } from './write-ahead.js'

export interface TendPorts {
  readonly sender: Sender
  readonly logger: Logger
  readonly signal: AbortSignal
}

/** One look at a lane, and whatever the look asks for. Answers when the lane's next entry is due, and what to remember. */
export async function tend(
  plan: LanePlan,
  { now, memory }: { readonly now: number; readonly memory: TendMemory },
  ports: TendPorts,
): Promise<{ readonly nextDue: number | undefined; readonly memory: TendMemory }> {
  const seen = await glance(plan.lane)
  const leases = rememberLook(memory, now)
  const isQuiet = maintenanceOf(plan, now) !== undefined
  const look = { now, seen, memory }
  const remembered = isQuiet ? memory : (await writeAhead(plan, look, ports.logger)).memory
  const isToSweep = isOver(seen.firstLeaseEnd, now) || isOver(seen.firstReleased, now - RERELEASE_AFTER_MS)
  if (isToSweep && now >= leases.judgesFrom) {
    noteSwept(plan, await sweep(plan, ports.sender, now), ports.logger)
  }
  if (isOver(seen.firstOwed, now - FOLLOW_AFTER_MS)) {
    await followForgotten(plan, { sender: ports.sender, now, logger: ports.logger })
  }
  const wrote = remembered !== memory
  const due = !isQuiet && (isOver(seen.firstDue, now + 1) || wrote)
  if (due) noteReleased(plan, await release(plan, ports.sender, now), ports.logger)
  if (isOver(seen.purgedAt ?? 0, now - plan.settings.cleanupEveryMs + 1)) {
    noteChange(ports.logger, 'history purged', { group: plan.lane.name, ...(await purge(plan, now, ports.signal)) })
  }
  // What is due then waits for its end, which the next look sees soon enough.
  const firstDue = isQuiet ? undefined : seen.firstDue
  const nextDue = due ? (await glance(plan.lane)).firstDue : firstDue
  const looked = await lookAfterParked(plan, { now, seen, memory: remembered }, ports)
  return { nextDue, memory: { ...looked, ...leases } }
}

async function lookAfterParked(
  plan: LanePlan,
  { now, seen, memory }: { readonly now: number; readonly seen: Glance; readonly memory: TendMemory },
  { sender, logger }: TendPorts,
): Promise<TendMemory> {
  if (!seen.isAnyParked || isOver(now, (memory.parkedAt ?? 0) + TEND_PARKED_MS)) return memory
  const missed = await tendParked(plan, { sender, now })
  if (missed > 0) logger.warn('entries missed while they waited for their turn', { group: plan.lane.name, missed })
  return { ...memory, parkedAt: now }
}

function isOver(instant: number | undefined, limit: number): boolean {
  return instant !== undefined && instant < limit
}

function noteSwept(plan: LanePlan, swept: Awaited<ReturnType<typeof sweep>>, logger: Logger): void {
  if (swept.lost > 0) logger.error('runs lost their worker', { group: plan.lane.name, runs: swept.lost })
  noteChange(logger, 'lane swept', { group: plan.lane.name, missed: swept.missed, rereleased: swept.rereleased })
}

function noteReleased(
  plan: LanePlan,
  { released, missed, skipped }: Awaited<ReturnType<typeof release>>,
  logger: Logger,
): void {
  if (missed > 0) logger.warn('entries missed', { group: plan.lane.name, missed })
  if (released + skipped > 0) logger.debug('entries released', { group: plan.lane.name, released, skipped })
}
