import { type Entry, isFinished } from '@horarium/core'
import { pause } from '@horarium/engine'
import { readLog } from '@horarium/store'
import type { App } from '../app.js'
import { findIn } from './find-entry.js'

/** What an entry has logged from somewhere on. */
export interface RunLogPart {
  readonly entry: Entry
  /** JSON lines, each whole; empty when there are none yet. */
  readonly text: string
  /** Where to go on, in bytes. */
  readonly next: number
  /** Whether nothing can follow. */
  readonly isWhole: boolean
}

/** An entry's log from so many bytes on. Throws `usage` when nobody knows the entry. */
export async function readRunLog(app: App, id: string, from = 0): Promise<RunLogPart> {
  const { entry, plan } = await findIn(app, id)
  // Read after the entry: of one that has ended the log is whole.
  const text = await readLog(plan.lane, id, from)
  return { entry, text, next: from + Buffer.byteLength(text), isWhole: isFinished(entry.status) }
}

const LOOK_AGAIN_MS = 1_000

/** An entry's log, part by part, until it has ended or the signal aborts; the last part is empty where nothing was left. */
export async function* followRunLog(app: App, id: string, signal: AbortSignal): AsyncGenerator<RunLogPart> {
  let from = 0
  while (!signal.aborted) {
    const part = await readRunLog(app, id, from)
    from = part.next
    yield part
    if (part.isWhole) return
    await pause(LOOK_AGAIN_MS, signal)
  }
}
