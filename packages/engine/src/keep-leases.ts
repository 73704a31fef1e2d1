import { type Logger, RunStop } from '@horarium/core'
import { extendLeases, type KillOrder, type Lane, noteRun } from '@horarium/store'
import type { ExecutionPorts } from './execute.js'
import { killedReason } from './kill-entry.js'
import type { LanePlan } from './lane-plan.js'
import { LEASE_MS } from './limits.js'
import type { Run } from './run.js'

const LOST_GRACE_MS = 1_000

/**
 * Extends the leases of all runs of a lane and keeps what they have said. A run that lost its lease is stopped, and so
 * is one that somebody wants to end.
 */
export async function keepLeases({ lane, settings }: LanePlan, { runs, clock, logger }: ExecutionPorts): Promise<void> {
  const alive = [...runs.values()]
  const now = clock.now()
  const { lost, kills } = await extendLeases(lane, alive, { now, leaseEnd: now + LEASE_MS })
  for (const run of alive) {
    // A run that ended while the answer was under way has no lease to lose.
    if (!runs.has(run.id)) continue
    const kill = kills.get(run.id)
    if (kill) killRun(run, kill, settings.stopGraceMs)
    if (lost.includes(run.id)) loseRun(run, logger)
    else await keepNote(lane, run)
  }
}

function killRun(run: Run, kill: KillOrder, stopGraceMs: number): void {
  const graceMs = kill.force ? 0 : stopGraceMs
  run.controller.abort(new RunStop(killedReason(kill), { verdict: 'killed', graceMs }))
}

function loseRun(run: Run, logger: Logger): void {
  if (run.stop) return
  logger.warn('run lost its lease', { entryId: run.id })
  // Its job may be started elsewhere now: whatever is still alive of this run is not to stay beside it.
  run.controller.abort(new RunStop('the run lost its lease', { graceMs: LOST_GRACE_MS }))
}

async function keepNote(lane: Lane, run: Run): Promise<void> {
  const note = run.takeNote()
  if (note.log !== '' || note.message !== undefined || note.progress !== undefined) await noteRun(lane, run, note)
}
