import { parseEntryId } from '@horarium/core'
import type { Sender } from '@horarium/queue'
import { type DueEntry, type Ending, finishWaiting, readDue, releaseEntries, withoutRecord } from '@horarium/store'
import { guardOf, maintenanceOf } from './guards.js'
import type { LanePlan } from './lane-plan.js'
import { missedReason } from './reasons.js'
import { sendByPriority } from './send-by-priority.js'

export interface Released {
  readonly released: number
  readonly missed: number
  readonly skipped: number
}

/**
 * Hands every due entry of a lane to the queue. One too late is missed. Of several due at once of one job only the
 * newest runs (misfire `run_once`); the others are skipped and name it, as are those a guard holds. Entries added by
 * hand are neither. In maintenance nothing is released.
 */
export async function release(plan: LanePlan, sender: Sender, now: number): Promise<Released> {
  const newest = new Map<string, string>()
  let total: Released = { released: 0, missed: 0, skipped: 0 }
  if (maintenanceOf(plan, now)) return total
  for (;;) {
    const due = await readDue(plan.lane, now)
    if (due.length === 0) return total
    const { run, endings } = await sortOut(plan, due, { now, newest })
    const released = await releaseEntries(plan.lane, run, now)
    await sendByPriority(plan, released, sender.send)
    const ended = await finishWaiting(plan.lane, endings, { from: 'pending', now })
    const count = (status: string): number => endings.filter((one, at) => ended[at] && one.status === status).length
    total = {
      released: total.released + released.length,
      missed: total.missed + count('missed'),
      skipped: total.skipped + count('skipped'),
    }
  }
}

interface Sorting {
  readonly now: number
  /** The newest due entry of each job seen so far in this round. */
  readonly newest: Map<string, string>
}

interface Sorted {
  readonly run: readonly string[]
  readonly endings: readonly Ending[]
}

// Due entries come newest first, so that the first one seen of a job is the one that runs.
async function sortOut(plan: LanePlan, due: readonly DueEntry[], { now, newest }: Sorting): Promise<Sorted> {
  const run: string[] = []
  const endings: Ending[] = []
  // Unless somebody asked for them by hand.
  const skipped: { readonly id: string; readonly reason: string }[] = []
  for (const { id, dueAt } of due) {
    const { jobCode, scheduledAt } = parseEntryId(id)
    // A next attempt is no instant of the calendar: it neither gives way to one nor takes the place of one.
    const isRetry = dueAt !== scheduledAt
    const newer = isRetry ? undefined : newest.get(jobCode)
    const definition = plan.jobs.get(jobCode)?.definition
    const guard = definition && guardOf(plan, definition, { dueAt, now })
    if (guard !== undefined) {
      skipped.push({ id, reason: guard })
      continue
    }
    if (dueAt < now - plan.settings.lifetimeMs)
      endings.push({ id, status: 'missed', reason: missedReason(plan, id, now) })
    else if (newer !== undefined) skipped.push({ id, reason: `misfire: ${newer} runs instead` })
    else run.push(id)
    if (newer === undefined && !isRetry) newest.set(jobCode, id)
  }
  const ofCalendar = new Set(
    await withoutRecord(
      plan.lane,
      skipped.map(({ id }) => id),
    ),
  )
  for (const { id, reason } of skipped) {
    if (ofCalendar.has(id)) endings.push({ id, status: 'skipped', reason })
    else run.push(id)
  }
  return { run: run.toReversed(), endings }
}
