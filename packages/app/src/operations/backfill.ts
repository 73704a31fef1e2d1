import { recountInstants } from '@horarium/calendar'
import { type Entry, HorariumError, type JobDefinition } from '@horarium/core'
import { audit, type AuditedInstant, type Fate } from '@horarium/engine'
import { type Lane, listEntries } from '@horarium/store'
import type { App } from '../app.js'
import type { TimetableWindow } from './audit-timetable.js'
import { type JobRun, runJob } from './run-job.js'

/** The parameter that tells a handler which instant it makes up for: ISO, UTC. */
const BACKFILL_PARAM = 'scheduled_for'

/** More than this nobody wants to wait for; a window can be narrowed. */
const MOST = 1_000
const ENTRIES_READ = 100_000

// What nobody has written yet is left to the next pass, which may still catch it up.
const NEVER_RAN: readonly Fate[] = ['gap', 'missed', 'replaced']

/** The instants of a window that never ran and nobody has made up for, earliest first. Throws `usage` beyond 1,000. */
export async function planBackfill(
  app: App,
  { code }: JobDefinition,
  { from, to }: TimetableWindow,
): Promise<readonly AuditedInstant[]> {
  const lanes = [...app.plans().values()].map(({ lane }) => lane)
  const madeUp = await readMadeUp(lanes, code, from)
  const found: AuditedInstant[] = []
  for (const lane of lanes) {
    const others = lanes.filter((other) => other !== lane)
    const window = { after: from - 1, until: Math.min(to, app.clock.now()), jobCode: code, others }
    for await (const page of audit(lane, window, recountInstants)) {
      found.push(...page.filter(({ fate, instant }) => NEVER_RAN.includes(fate) && !madeUp.has(isoOf(instant))))
      if (found.length > MOST) {
        throw new HorariumError('usage', `More than ${MOST} instants of ${code} never ran then; name a shorter window.`)
      }
    }
  }
  return found.toSorted((a, b) => a.instant - b.instant)
}

export interface BackfillOrder {
  /** Epoch ms. */
  readonly instants: readonly number[]
  readonly onRun: (instant: number, run: JobRun) => void
  /** Asks the run to end early, and begins no other. */
  readonly signal: AbortSignal
}

/**
 * Makes up for instants, one after the other, here and now. Each run is an entry of its own, made by hand, so the past
 * stays as it was; its parameter `scheduled_for` names the instant. Throws `conflict` when the job runs elsewhere.
 */
export async function backfill(
  app: App,
  job: JobDefinition,
  { instants, onRun, signal }: BackfillOrder,
): Promise<void> {
  for (const instant of instants) {
    if (signal.aborted) return
    onRun(instant, await runJob(app, job, { params: { [BACKFILL_PARAM]: isoOf(instant) }, signal }))
  }
}

async function readMadeUp(lanes: readonly Lane[], jobCode: string, from: number): Promise<ReadonlySet<string>> {
  const filter = { statuses: ['pending', 'running', 'success'], jobCode, from, limit: ENTRIES_READ } as const
  const entries = (await Promise.all(lanes.map((lane) => listEntries(lane, filter)))).flat()
  return new Set(
    entries.flatMap(({ source, params }: Entry) => (source === 'manual' ? (params?.[BACKFILL_PARAM] ?? []) : [])),
  )
}

function isoOf(instant: number): string {
  return new Date(instant).toISOString()
}
