import { setTimeout as pause } from 'node:timers/promises'
import type { HandlerCalls } from '@horarium/app'
import { type CalledRun, HandlersHere } from '@horarium/children'
import type { HandlerAddress } from '@horarium/config/handlers'
import type { JobDefinition, Outcome } from '@horarium/core'
import { type HandlerCall, type Run, stopLateRun } from '@horarium/engine'
import type { SimulatedClock } from './simulated-clock.js'

export interface CallsOptions {
  readonly clock: SimulatedClock
  /** How long runs last, by job code; no time unless told. */
  readonly lasts: ReadonlyMap<string, number>
}

// Real time for a handler that is to last: what it does by itself is done then, and the rest is waiting.
const PATIENCE_MS = 50

/** Calls handlers and observers in this process. A run lasts as long by the simulated clock as it is told to. */
export class CallsHere implements HandlerCalls {
  readonly #clock: SimulatedClock
  readonly #handlers = new HandlersHere()
  readonly #lasts: CallsOptions['lasts']

  constructor({ clock, lasts }: CallsOptions) {
    this.#clock = clock
    this.#lasts = lasts
  }

  callOf({ code, policy }: JobDefinition, address: HandlerAddress): HandlerCall {
    const lastsMs = this.#lasts.get(code) ?? 0
    return (run) => this.#play({ run, address, lastsMs, timeoutMs: policy.timeoutMs })
  }

  targetsOf({ policy }: JobDefinition, address: HandlerAddress): HandlerCall {
    return (run) => this.#play({ run, address, lastsMs: 0, timeoutMs: policy.timeoutMs, answers: 'targets' })
  }

  tell(address: HandlerAddress, { event }: Parameters<HandlerCalls['tell']>[1]): Promise<Outcome> {
    const run = { schedule: SILENT, event, onStop: () => undefined }
    return this.#clock.work(() => this.#handlers.call(address, run))
  }

  follow(): void {}
  warm(): void {}
  renew(): void {}
  readonly ends = { died: 0, replaced: 0 }
  async close(): Promise<void> {}

  // Also one that lasts no time goes on until everything else that begins at this instant has begun: no two runs are
  // one after the other on a machine that are at once in the timetable.
  async #play({ run, address, lastsMs, timeoutMs, answers }: Play): Promise<Outcome> {
    const { schedule, onStop } = run
    const called = this.#handlers.call(address, { schedule, onStop, ...(answers ? { answers } : {}) })
    const end = this.#clock.now() + lastsMs
    const late = timeoutMs > 0 && lastsMs > timeoutMs ? this.#clock.now() + timeoutMs : undefined
    await (lastsMs === 0 ? called : settledWithin(called, PATIENCE_MS))
    await this.#clock.sleep(late ?? end, (wake) => onStop(wake))
    if (late !== undefined && !run.stop) stopLateRun(run, timeoutMs, 0)
    return called
  }
}

interface Play {
  readonly run: Run
  readonly address: HandlerAddress
  readonly lastsMs: number
  readonly timeoutMs: number
  readonly answers?: CalledRun['answers']
}

async function settledWithin(work: Promise<unknown>, ms: number): Promise<void> {
  const settled = new AbortController()
  await Promise.race([work, pause(ms, undefined, { signal: settled.signal }).catch(() => undefined)])
  settled.abort()
}

// An observer is given its event, and nobody listens to it.
const SILENT: CalledRun['schedule'] = {
  id: '',
  jobCode: '',
  scheduledAt: new Date(0),
  attempt: 0,
  params: {},
  log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
  enqueue: () => Promise.reject(new Error('an observer asks for no entries')),
  progress: () => undefined,
  setMessage: () => undefined,
}
