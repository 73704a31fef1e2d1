import {
  findPending,
  readWatermarks,
  stampGenerated,
  type TimetableWrite,
  type Watermark,
  writeTimetable,
} from '@horarium/store'
import { maintenanceBetween, maintenanceOf } from './guards.js'
import type { LanePlan, PlannedJob } from './lane-plan.js'
import { noteDefinitions } from './note-definitions.js'
import { planJob } from './plan-job.js'

export interface Generated {
  /** Instants handed to the timetable; some may have been there. */
  readonly written: number
  readonly withdrawn: number
  /** Instants recorded as gaps. */
  readonly gaps: number
}

const ROUNDS = 5

/**
 * Writes a lane's timetable up to its horizon, withdraws what no longer matches, and records gaps. Any number of
 * processes may do so at once: each job's step counts only if its watermark is still where it was read. In maintenance
 * nothing is written.
 */
export async function generate(plan: LanePlan, now: number): Promise<Generated> {
  let total: Generated = { written: 0, withdrawn: 0, gaps: 0 }
  if (maintenanceOf(plan, now)) return total
  for (let round = 0; round < ROUNDS; round += 1) {
    const writes = await noteDefinitions(plan, await planWrites(plan, now), now)
    const won = await writeTimetable(plan.lane, writes)
    total = add(
      total,
      writes.filter((_, index) => won[index]),
    )
    if (won.every(Boolean)) {
      const { generation } = await plan.standing()
      await stampGenerated(plan.lane, now, { ...plan, generation })
      return total
    }
  }
  // Others keep winning: the timetable is written, only not by this process; the next look settles the stamp.
  return total
}

/** The `always` jobs of a lane, once a minute; the rest of the timetable is left alone. */
export async function generateAlways(plan: LanePlan, now: number): Promise<number> {
  const jobs = [...plan.jobs.values()].filter(({ calendar }) => calendar?.compiled.kind === 'always')
  if (jobs.length === 0 || maintenanceOf(plan, now)) return 0
  const marks = await readWatermarks(plan.lane)
  const writes = jobs.flatMap((job) => stepOf({ job, plan, now }, marks.get(job.definition.code)))
  const won = await writeTimetable(plan.lane, await noteDefinitions(plan, writes, now))
  return won.filter(Boolean).length
}

async function planWrites(plan: LanePlan, now: number): Promise<readonly TimetableWrite[]> {
  const marks = await readWatermarks(plan.lane)
  const stale = new Map([...marks].filter(([code, mark]) => fingerprintIn(plan, code) !== mark.fingerprint))
  const pending =
    stale.size === 0 ? new Map<string, string[]>() : await findPending(plan.lane, new Set(stale.keys()), now)
  const writes: TimetableWrite[] = []
  for (const [code, mark] of stale) {
    if (fingerprintIn(plan, code) !== undefined) continue
    writes.push({ jobCode: code, expected: mark, next: undefined, withdraw: pending.get(code) ?? [], add: [] })
  }
  for (const job of plan.jobs.values()) {
    const { code } = job.definition
    const [step] = stepOf({ job, plan, now }, marks.get(code))
    const withdraw = pending.get(code)
    if (step) writes.push(withdraw ? { ...step, withdraw } : step)
  }
  return writes
}

function fingerprintIn(plan: LanePlan, code: string): string | undefined {
  return plan.jobs.get(code)?.calendar?.fingerprint
}

interface Planned {
  readonly job: PlannedJob
  readonly plan: LanePlan
  readonly now: number
}

function stepOf({ job, plan, now }: Planned, mark: Watermark | undefined): readonly TimetableWrite[] {
  const { calendar, definition } = job
  if (!calendar) return []
  const { aheadMs, lifetimeMs } = plan.settings
  const { compiled, fingerprint } = calendar
  const watermark = mark?.fingerprint === fingerprint ? mark : undefined
  const state = { jobCode: definition.code, calendar: compiled, fingerprint, watermark, misfire: definition.policy }
  const cause = maintenanceBetween(plan, watermark?.at ?? now, now)
  const step = planJob(state, { now, aheadMs, lifetimeMs, ...(cause === undefined ? {} : { cause }) })
  return step ? [{ jobCode: definition.code, expected: mark, withdraw: [], ...step }] : []
}

function add(total: Generated, writes: readonly TimetableWrite[]): Generated {
  return writes.reduce(
    ({ written, withdrawn, gaps }, write) => ({
      written: written + write.add.length,
      withdrawn: withdrawn + write.withdraw.length,
      gaps: gaps + (write.gap?.count ?? 0),
    }),
    total,
  )
}
