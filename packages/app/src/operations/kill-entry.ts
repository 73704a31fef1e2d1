import { type Entry, HorariumError, isFinished } from '@horarium/core'
import { killEntry as kill, pause } from '@horarium/engine'
import { openSender } from '@horarium/queue'
import { finishWaiting, noteChange, withdrawEntry } from '@horarium/store'
import type { App } from '../app.js'
import { findIn, type FoundEntry } from './find-entry.js'

export interface KillEntry {
  readonly why: string
  /** Ends the run's process without waiting for its handler. */
  readonly force: boolean
}

/** `ended` = it waited and has ended; `asked` = it runs, and whoever runs it hears of it within seconds. */
export interface KilledEntry {
  readonly outcome: 'ended' | 'asked'
  readonly entry: Entry
}

/** Ends an entry before its time. Throws `usage` when nobody knows it, `conflict` when it has ended already. */
export async function killEntry(app: App, id: string, { why, force }: KillEntry): Promise<KilledEntry> {
  const { plan, entry } = await findIn(app, id)
  const onError = (error: Error): void => app.logger.debug('queue error', { error: error.message })
  const sender = openSender({ connection: app.redis, prefix: plan.lane.keys.prefix, onError })
  try {
    const outcome = await kill(plan, { id, by: app.author, why, force }, { sender, now: app.clock.now() })
    if (outcome !== 'ended' && outcome !== 'asked') throw over((await findIn(app, id)).entry)
    await note(app, { id, action: force ? 'schedule:kill --force' : 'schedule:kill', before: entry.status, why })
    return { outcome, entry: outcome === 'ended' ? (await findIn(app, id)).entry : entry }
  } finally {
    await sender.close()
  }
}

const LOOK_MS = 200

export interface KillWatch {
  readonly signal: AbortSignal
  /** Told once, when whoever runs it has heard of it. */
  readonly onSeen: (entry: Entry) => void
}

/** Waits until an entry that was asked to end has ended, or the signal aborts; answers it as it is then. */
export async function awaitKilled(app: App, id: string, { signal, onSeen }: KillWatch): Promise<Entry> {
  let isSeen = false
  for (;;) {
    const { entry } = await findIn(app, id)
    if (!isSeen && entry.kill?.seenAt !== undefined) {
      isSeen = true
      onSeen(entry)
    }
    if (isFinished(entry.status) || signal.aborted) return entry
    // It failed by itself just then and waits for its next attempt.
    if (entry.status === 'pending') await killWaiting(app, entry)
    else await pause(LOOK_MS, signal)
  }
}

async function killWaiting(app: App, { id, kill: order }: Entry): Promise<void> {
  try {
    await killEntry(app, id, { why: order?.why ?? '', force: false })
  } catch (error) {
    if (!(error instanceof HorariumError && error.code === 'conflict')) throw error
  }
}

/**
 * Takes an entry out of the timetable before it starts: one that a person asked for vanishes, an instant of the calendar
 * ends as skipped. Throws `usage` when nobody knows it, `conflict` when it runs or has ended.
 */
export async function removeEntry(app: App, id: string, why: string): Promise<'vanished' | 'skipped'> {
  const { plan, entry } = await findIn(app, id)
  const outcome = await takeOut(app, { plan, entry }, why)
  await note(app, { id, action: 'schedule:remove', before: entry.status, why })
  return outcome
}

async function takeOut(app: App, { plan, entry }: FoundEntry, why: string): Promise<'vanished' | 'skipped'> {
  const { id } = entry
  if (entry.source === 'manual' && entry.attempt === 0 && (await withdrawEntry(plan.lane, id))) return 'vanished'
  const reason = why === '' ? `removed by ${app.author}` : `removed by ${app.author}: ${why}`
  for (const from of ['parked', 'released', 'pending'] as const) {
    const order = { from, now: app.clock.now() }
    const [ended] = await finishWaiting(plan.lane, [{ id, status: 'skipped', reason }], order)
    if (ended) return 'skipped'
  }
  throw over((await findIn(app, id)).entry)
}

interface Noted {
  readonly id: string
  readonly action: string
  readonly before: string
  readonly why: string
}

async function note(app: App, { id, why, ...line }: Noted): Promise<void> {
  const by = { author: app.author, at: app.clock.now() }
  await noteChange(app.instance, { ...by, ...line, path: `entry/${id}`, after: why === '' ? undefined : why })
}

function over({ id, status, reason }: Entry): HorariumError {
  if (status === 'running') return new HorariumError('conflict', `${id} is running; schedule:kill ends it.`)
  return new HorariumError('conflict', `${id} has ended already as ${status}: ${reason ?? 'no reason was kept'}.`)
}
