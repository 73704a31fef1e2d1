import { AsyncLocalStorage } from 'node:async_hooks'
import type { Outcome } from '@horarium/core'
import type { RunLog, Schedule } from '@horarium/sdk'
import { Asks } from './asks.js'
import type { Fields, RunOrder } from '../protocol.js'
import type { Reporter } from './reporter.js'

/** Knows in every callback of a handler whose run it is. */
export const currentRun: AsyncLocalStorage<ChildRun> = new AsyncLocalStorage()

// A handler may log without end; its entry keeps 64 KiB, and the process log is not to drown in the rest.
const LOG_LIMIT = 1_048_576
const MESSAGE_LIMIT = 1_000

/** A run in this process. */
export class ChildRun {
  readonly order: RunOrder
  readonly ended: Promise<Outcome>
  /** Ends it, unless it has ended. */
  readonly end: (outcome: Outcome) => void
  readonly #reporter: Pick<Reporter, 'tell'>
  readonly asks: Asks
  #controller: AbortController | undefined
  #stop: Error | undefined
  // Many handlers listen to their signal and do not ask whether it has aborted: it never has before they are called.
  #isCalled = false
  #logged = 0

  constructor(order: RunOrder, reporter: Pick<Reporter, 'tell'>) {
    this.order = order
    this.#reporter = reporter
    this.asks = new Asks(order.run, reporter)
    let end: (outcome: Outcome) => void = () => undefined
    this.ended = new Promise((resolve) => {
      end = resolve
    })
    this.end = end
  }

  /** Whether the handler may wait for its signal: it then goes on although nothing else could wake it. */
  get isListening(): boolean {
    return this.#controller !== undefined
  }

  /** Asks the handler to end. */
  stop(reason: Error): void {
    this.#stop ??= reason
    if (this.#isCalled) this.#controller?.abort(this.#stop)
  }

  /** Its handler has been called, and has returned once. */
  called(): void {
    this.#isCalled = true
    const stop = this.#stop
    if (stop) setImmediate(() => this.#controller?.abort(stop))
  }

  /** What the handler is given. */
  schedule(): Schedule {
    const { schedule, run } = this.order
    const reporter = this.#reporter
    const signal = (): AbortSignal => this.#signal()
    return {
      ...schedule,
      scheduledAt: new Date(schedule.scheduledAt),
      log: this.#log(),
      // Made for the few that are ever asked for it: a signal costs more than all the rest.
      get signal() {
        return signal()
      },
      enqueue: (jobCode, wish) => this.asks.ask(jobCode, wish),
      progress: (percent) => reporter.tell({ is: 'progress', run, percent: Number(percent) }),
      setMessage: (message) => {
        reporter.tell({ is: 'message', run, message: String(message).slice(0, MESSAGE_LIMIT) })
      },
    }
  }

  #signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController()
      if (this.#stop && this.#isCalled) this.#controller.abort(this.#stop)
    }
    return this.#controller.signal
  }

  #log(): RunLog {
    const write = (level: keyof RunLog) => (message: string, fields?: Fields) => this.#write(level, message, fields)
    return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
  }

  #write(level: keyof RunLog, given: string, fields: Fields = {}): void {
    if (this.#logged > LOG_LIMIT) return
    const { run } = this.order
    const message = String(given)
    const line = { is: 'log', run, level, message, fields: sendable(fields) } as const
    this.#logged += message.length + JSON.stringify(line.fields).length
    this.#reporter.tell(line)
    if (this.#logged <= LOG_LIMIT) return
    const cut = `log cut here: a run may log ${LOG_LIMIT / 1_024} KiB`
    this.#reporter.tell({ is: 'log', run, level: 'warn', message: cut, fields: {} })
  }
}

// What JSON cannot carry must not fail the run that logs it.
function sendable(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value)]))
}

function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value
  if (value instanceof Error) return String(value)
  try {
    JSON.stringify(value)
    return value
  } catch {
    return '(cannot be written)'
  }
}
