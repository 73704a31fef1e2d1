import { DEFAULT_POLICY, isBetweenSeconds, parseEntryId } from '@horarium/core'
import type { Sender } from '@horarium/queue'
import {
  DUE_AT_ONCE,
  type DueEntry,
  type Ending,
  finishWaiting,
  readDue,
  releaseEntries,
  withoutRecord,
} from '@horarium/store'
import { guardOf, maintenanceOf } from './guards.js'
import type { LanePlan } from './lane-plan.js'
import { misfireRule, TOO_LATE_REASON } from './misfire.js'
import { missedReason } from './reasons.js'
import { sendInTurn } from './send-in-turn.js'

export interface Released {
  readonly released: number
  readonly missed: number
  readonly skipped: number
}

/**
 * Hands every due entry of a lane to the queue. One too late is missed. Of several due at once of one job the newest
 * run, as many as its misfire policy says; the others are skipped and name the newest, as are those a guard holds. Entries
 * added by hand are neither. In maintenance nothing is released.
 */
export async function release(plan: LanePlan, sender: Sender, now: number): Promise<Released> {
  const seen = new Map<string, JobSeen>()
  let total: Released = { released: 0, missed: 0, skipped: 0 }
  if (maintenanceOf(plan, now)) return total
  for (;;) {
    const due = await readDue(plan.lane, now)
    if (due.length === 0) return total
    const { run, endings } = await sortOut(plan, due, { now, seen })
    // In this order: another process that looks in between still finds the newest, and decides the same.
    const ended = await finishWaiting(plan.lane, endings, { from: 'pending', now })
    const released = await releaseEntries(plan.lane, run, now)
    await sendInTurn(plan, released, { sender, now })
    const count = (status: string): number => endings.filter((one, at) => ended[at] && one.status === status).length
    total = {
      released: total.released + released.length,
      missed: total.missed + count('missed'),
      skipped: total.skipped + count('skipped'),
    }
    if (due.length < DUE_AT_ONCE) return total
  }
}

interface Sorting {
  readonly now: number
  /** By job and target, what was seen so far in this round. */
  readonly seen: Map<string, JobSeen>
}

interface JobSeen {
  readonly newest: string
  readonly count: number
}

interface Sorted {
  readonly run: readonly string[]
  readonly endings: readonly Ending[]
}

// Due entries come newest first, so that the first ones seen of a job are those that run.
async function sortOut(plan: LanePlan, due: readonly DueEntry[], { now, seen }: Sorting): Promise<Sorted> {
  const run: string[] = []
  const endings: Ending[] = []
  // Unless somebody asked for them by hand.
  const skipped: { readonly id: string; readonly reason: string }[] = []
  for (const entry of due) {
    const { id, dueAt } = entry
    const guard = guardIn(plan, entry, now)
    const isMissed = dueAt < now - plan.settings.lifetimeMs
    const reason = guard ?? (isMissed ? undefined : misfireOf(plan, entry, { now, seen }))
    if (reason !== undefined) skipped.push({ id, reason })
    else if (isMissed) endings.push({ id, status: 'missed', reason: missedReason(plan, id, now) })
    else run.push(id)
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

function guardIn(plan: LanePlan, { id, dueAt }: DueEntry, now: number): string | undefined {
  const job = plan.jobs.get(parseEntryId(id).jobCode)
  return job && guardOf(plan, job.definition, { dueAt, now })
}

// A next attempt, or what somebody asked for, is no instant of the calendar: it neither gives way to one nor takes its place.
function misfireOf({ jobs, settings }: LanePlan, { id, dueAt }: DueEntry, { now, seen }: Sorting): string | undefined {
  const { jobCode, scheduledAt, target = '' } = parseEntryId(id)
  if (dueAt !== scheduledAt || isBetweenSeconds(scheduledAt)) return undefined
  const kind = `${jobCode}~${target}`
  const newer = seen.get(kind)
  seen.set(kind, { newest: newer?.newest ?? id, count: (newer?.count ?? 0) + 1 })
  const policy = jobs.get(jobCode)?.definition.policy ?? DEFAULT_POLICY
  const { withinMs, atMost } = misfireRule(policy, settings.lifetimeMs)
  if (dueAt < now - withinMs) return TOO_LATE_REASON
  return newer && newer.count >= atMost ? `misfire: ${newer.newest} runs instead` : undefined
}
