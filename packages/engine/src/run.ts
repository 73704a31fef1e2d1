import { type Clock, type Logger, parseEntryId } from '@horarium/core'
import type { Schedule } from '@horarium/sdk'
import type { RunNote } from '@horarium/store'
import { createRunLog } from './run-log.js'

/** A run in this process: the entry it owns, by its token, and what its handler has said so far. */
export interface Run {
  readonly id: string
  readonly token: string
  readonly startedAt: number
  readonly controller: AbortController
  /** Why it was asked to end, if it was. */
  readonly stop: Error | undefined
  readonly schedule: Schedule
  /** What was said since the last call. */
  readonly takeNote: () => RunNote
}

export interface RunStart {
  readonly id: string
  readonly token: string
  readonly attempt: number
  readonly params: Readonly<Record<string, string>>
  readonly group: string
}

const FULL = 100

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason))
}

/** Makes what a handler is given. */
export function createRun(start: RunStart, clock: Clock, logger: Logger): Run {
  const { id, token, attempt, params, group } = start
  const { jobCode, scheduledAt } = parseEntryId(id)
  let made: AbortController | undefined
  // Made for the few that are ever asked for it: a signal costs more than all the rest of a run.
  const controller = (): AbortController => (made ??= new AbortController())
  const kept = createRunLog(logger, { jobCode, entryId: id, group }, clock)
  let said: Omit<RunNote, 'log'> = {}
  return {
    id,
    token,
    startedAt: clock.now(),
    get controller() {
      return controller()
    },
    get stop() {
      return made?.signal.aborted ? asError(made.signal.reason) : undefined
    },
    takeNote: () => ({ log: kept.take(), ...said }),
    schedule: {
      id,
      jobCode,
      scheduledAt: new Date(scheduledAt),
      attempt,
      params,
      log: kept.log,
      get signal() {
        return controller().signal
      },
      progress: (percent) => {
        said = { ...said, progress: Math.min(FULL, Math.max(0, percent || 0)) }
      },
      setMessage: (message) => {
        said = { ...said, message: String(message).slice(0, 1_000) }
      },
    },
  }
}
