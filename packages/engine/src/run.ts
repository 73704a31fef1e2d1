import { type Clock, concealerOf, type Logger, logOf, type Outcome, parseEntryId, RunStop } from '@horarium/core'
import type { Schedule } from '@horarium/sdk'
import type { RunNote } from '@horarium/store'
import { createRunLog } from './run-log.js'

/** A run in this process: the entry it owns, by its token, and what its handler has said so far. */
export interface Run {
  readonly id: string
  readonly token: string
  readonly startedAt: number
  readonly controller: Pick<AbortController, 'abort'>
  /** Why it was asked to end, if it was. */
  readonly stop: Error | undefined
  /** Calls back when it is asked to end, and once more when it is asked more strictly; at once when it has been. */
  readonly onStop: (listener: (stop: Error) => void) => void
  readonly schedule: Schedule
  /** What was said since the last call. */
  readonly takeNote: () => RunNote
  /** Its outcome without what it was given in confidence, where its reason or its error tells of it. */
  readonly withoutSecrets: (outcome: Outcome) => Outcome
}

export interface RunStart {
  readonly id: string
  readonly token: string
  readonly attempt: number
  readonly params: Readonly<Record<string, string>>
  readonly group: string
  readonly enqueue: Schedule['enqueue']
}

const FULL = 100

/** What asks a run to end, and whoever is to hear of it. */
class Stopping {
  stop: Error | undefined
  readonly #listeners: ((stop: Error) => void)[] = []
  #made: AbortController | undefined

  // Made for the few handlers of this process that ask for it: a signal costs more than all the rest of a run.
  get signal(): AbortSignal {
    this.#made ??= new AbortController()
    if (this.stop) this.#made.abort(this.stop)
    return this.#made.signal
  }

  abort(reason: unknown): void {
    const stop = reason instanceof Error ? reason : new Error(String(reason))
    if (this.stop && !isStricter(stop, this.stop)) return
    this.stop = stop
    this.#made?.abort(stop)
    for (const listener of this.#listeners) listener(stop)
  }

  listen(listener: (stop: Error) => void): void {
    this.#listeners.push(listener)
    if (this.stop) listener(this.stop)
  }
}

// Whoever only asked for haste is overruled by who decides how it ends, and who gives time by who gives less.
function isStricter(stop: Error, known: Error): boolean {
  const [next, before] = [stop, known].map((one) => (one instanceof RunStop ? one : new RunStop('')))
  if (next?.verdict !== undefined && before?.verdict === undefined) return true
  return (next?.graceMs ?? Infinity) < (before?.graceMs ?? Infinity)
}

/** Makes what a handler is given. */
export function createRun(start: RunStart, clock: Clock, logger: Logger): Run {
  const { id, token, attempt, params, group, enqueue } = start
  const { jobCode, scheduledAt, target } = parseEntryId(id)
  const stopping = new Stopping()
  const conceal = concealerOf(params)
  const own = logOf('handlers', logger)
  const kept = createRunLog({ jobCode, entryId: id, group }, { logger: own, clock, conceal })
  let said: Omit<RunNote, 'log'> = {}
  return {
    id,
    token,
    startedAt: clock.now(),
    controller: stopping,
    get stop() {
      return stopping.stop
    },
    onStop: (listener) => stopping.listen(listener),
    takeNote: () => ({ log: kept.take(), ...said }),
    withoutSecrets: (outcome) => (conceal ? concealOutcome(outcome, conceal) : outcome),
    schedule: {
      id,
      jobCode,
      scheduledAt: new Date(scheduledAt),
      attempt,
      params,
      ...(target === undefined ? {} : { target }),
      log: kept.log,
      get signal() {
        return stopping.signal
      },
      enqueue,
      progress: (percent) => {
        said = { ...said, progress: Math.min(FULL, Math.max(0, percent || 0)) }
      },
      setMessage: (message) => {
        said = { ...said, message: String(message).slice(0, 1_000) }
      },
    },
  }
}

function concealOutcome(outcome: Outcome, conceal: (text: string) => string): Outcome {
  const reason = conceal(outcome.reason)
  if (!outcome.error) return { ...outcome, reason }
  const { name, message, stack } = outcome.error
  const error = { name, message: conceal(message), ...(stack === undefined ? {} : { stack: conceal(stack) }) }
  return { ...outcome, reason, error }
}
