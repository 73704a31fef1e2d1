import { addressKey, type HandlerAddress, importHandler } from '@horarium/config/handlers'
import { type Outcome, outcomeOfThrow, sentenceOf } from '@horarium/core'
import type { Order, RunOrder } from '../protocol.js'
import { type Called, callHandler } from './call-handler.js'
import { markCall } from './call-mark.js'
import { Intrinsics } from './intrinsics.js'
import type { Reporter } from './reporter.js'
import { ChildRun, currentRun } from './run.js'

const BEAT_MS = 400
// A check costs some 20 us: of runs that end within the same moments only the last is held to account.
const CHECK_EVERY_MS = 20
// Whoever waited for the signal of a run that nothing else can wake has this long to do something.
const LAST_WORDS_MS = 200

/** Calls handlers, and tells the parent what becomes of them. */
export class Host {
  readonly #reporter: Reporter
  readonly #runs = new Map<number, ChildRun>()
  readonly #handlers = new Map<string, Called>()
  readonly #intrinsics = new Intrinsics()
  #received = 0
  #uncalled = 0
  #checkedAt = 0
  #beat: NodeJS.Timeout | undefined

  constructor(reporter: Reporter) {
    this.#reporter = reporter
  }

  obey(order: Order): void {
    switch (order.do) {
      case 'run':
        this.#uncalled += order.runs.length
        this.#received = order.runs.at(-1)?.run ?? this.#received
        for (const run of order.runs) void this.#run(run)
        break
      case 'stop':
        this.#runs.get(order.run)?.stop(new Error(order.message))
        break
      case 'answer':
        this.#runs.get(order.run)?.asks.settle(order.ask, order.answer)
        break
      case 'load':
        for (const handler of order.handlers) void this.#load(handler)
        break
      case 'check':
        void this.#check(order)
        break
    }
  }

  /** Asks every run to end. */
  stopAll(reason: Error): void {
    for (const run of this.#runs.values()) run.stop(reason)
  }

  get running(): number {
    return this.#runs.size
  }

  /** An error nobody caught: it is its run's, as far as it can be told. */
  takeStray(thrown: unknown, run: ChildRun | undefined): void {
    if (run && this.#runs.has(run.order.run)) {
      run.end(outcomeOfThrow(thrown))
      return
    }
    const stack = thrown instanceof Error && thrown.stack ? { stack: thrown.stack } : {}
    this.#reporter.tell({ is: 'stray', message: sentenceOf(thrown), ...stack })
  }

  /**
   * The event loop is empty and runs are left: nothing can ever wake them, unless the parent does. Node would end a
   * program here (exit code 13).
   */
  takeEmptyLoop(): void {
    const stuck = [...this.#runs.values()].filter(({ isListening }) => !isListening)
    process.channel?.ref()
    setTimeout(() => this.#endStuck(stuck), LAST_WORDS_MS)
  }

  #endStuck(stuck: readonly ChildRun[]): void {
    const error = new Error('never settles: nothing is left that its handler could wait for')
    error.name = 'NeverSettled'
    delete error.stack
    for (const run of stuck) run.end(outcomeOfThrow(error))
  }

  async #run(order: RunOrder): Promise<void> {
    const run = new ChildRun(order, this.#reporter)
    this.#enter(run)
    const handler = this.#handlers.get(addressKey(order.handler)) ?? (await this.#load(order.handler))
    markCall(order.run)
    if (typeof handler === 'function') currentRun.run(run, callHandler, run, handler)
    else run.end(outcomeOfThrow(new Error(handler)))
    run.called()
    this.#uncalled -= 1
    if (this.#uncalled === 0) this.#reporter.tell({ is: 'called', upTo: this.#received })
    this.#leave(run, await run.ended)
  }

  #enter(run: ChildRun): void {
    this.#runs.set(run.order.run, run)
    this.#beat ??= setInterval(() => this.#tellAlive(), BEAT_MS).unref()
    // So that an empty event loop shows.
    process.channel?.unref()
  }

  #leave(run: ChildRun, outcome: Outcome): void {
    this.#runs.delete(run.order.run)
    this.#reporter.tell({ is: 'done', run: run.order.run, outcome: this.#judge(outcome) })
    if (this.#runs.size > 0) return
    process.channel?.ref()
    clearInterval(this.#beat)
    this.#beat = undefined
  }

  #judge(outcome: Outcome): Outcome {
    const now = performance.now()
    if (now - this.#checkedAt < CHECK_EVERY_MS) return outcome
    this.#checkedAt = now
    const what = this.#intrinsics.changed()
    if (what === undefined) return outcome
    this.#reporter.tell({ is: 'tampered', what })
    const error = new Error(`${what} is not what it was: every run of the process shares it`)
    error.name = 'Tampered'
    return outcome.status === 'success' ? outcomeOfThrow(error) : outcome
  }

  #tellAlive(): void {
    this.#reporter.tell({ is: 'alive', rss: process.memoryUsage.rss() })
    this.#reporter.flush()
  }

  /** Loads a handler; answers it, or what is wrong with it. */
  async #load(address: HandlerAddress): Promise<Called | string> {
    const found = await importHandler(address)
    if (found.fault) return `${found.fault.message}. ${found.fault.remedy}`
    this.#handlers.set(addressKey(address), found.handler)
    this.#intrinsics.remember()
    return found.handler
  }

  async #check({ check, handler }: Extract<Order, { readonly do: 'check' }>): Promise<void> {
    const { fault } = await importHandler(handler)
    this.#reporter.tell({ is: 'checked', check, ...(fault ? { fault } : {}) })
  }
}
