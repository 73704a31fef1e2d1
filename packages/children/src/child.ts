import { performance } from 'node:perf_hooks'
import type { HandlerAddress } from '@horarium/config/handlers'
import { type Logger, type Outcome, RunStop } from '@horarium/core'
import { answerAsk, type CalledRun, factsOf, type HeldRun } from './called-run.js'
import { comesTrue } from './comes-true.js'
import { type Death, outcomeOfDeath } from './death.js'
import { forkChild, type Forked } from './fork-child.js'
import type { News, RunOrder } from './protocol.js'

export interface ChildOptions {
  readonly directory: string
  readonly logger: Logger
  readonly heapMiB: number
  /** Called whenever it can be given runs again. */
  readonly onFree: () => void
  /** Told what a handler left behind that no run can be blamed for; logged when it is left out. */
  readonly onStray?: (message: string) => void
}

/** Runs that travel to a child together. */
export const RUNS_PER_BATCH = 16
/** Silent for so long it is taken for blocked, and given nothing more. */
export const SILENT_AFTER_MS = 1_000
const LAST_WORDS_KEPT = 4_096
// Runs beside one that must be ended by force may go on for so long, if their process still answers.
const NEIGHBOURS_MS = 30_000

/** One child process: calls handlers, and answers what they end as, also when it dies. */
export class Child {
  readonly #options: ChildOptions
  readonly #forked: Forked
  readonly #runs = new Map<number, HeldRun>()
  #orders: RunOrder[] = []
  #last = 0
  #calledUpTo = 0
  #heardAt = performance.now()
  #death: Partial<Death> = {}
  #lastWords = ''
  #isLeaving = false
  /** Bytes; 0 until it has said. */
  rss = 0
  /** Runs it has been given. */
  given = 0
  /** Runs it has ended. */
  finished = 0
  tampered: string | undefined
  isReady = false
  /** Told to go: its end says nothing against it. */
  wasLetGo = false
  readonly ready: Promise<void>
  readonly gone: Promise<void>
  #setReady: () => void = () => undefined

  constructor(options: ChildOptions) {
    this.#options = options
    this.ready = new Promise((resolve) => {
      this.#setReady = resolve
    })
    const { directory, heapMiB } = options
    const onOutput = (line: string, stream: 'stdout' | 'stderr'): void => this.#tellOutput(line, stream)
    this.#forked = forkChild({ directory, heapMiB, onOutput }, (news) => this.#hear(news))
    this.gone = this.#outlive()
  }

  get pid(): number | undefined {
    return this.#forked.pid
  }

  get load(): number {
    return this.#runs.size
  }

  /**
   * Whether it can be given a run now: what it was given before has been called. A handler that blocks it so holds up
   * no more than what travelled with it.
   */
  get isFree(): boolean {
    if (!this.isReady || this.isLeaving) return false
    return this.#orders.length === 0 ? this.#calledUpTo >= this.#last : this.#orders.length < RUNS_PER_BATCH
  }

  /** Whether it takes no more runs. */
  get isLeaving(): boolean {
    return this.#isLeaving || this.tampered !== undefined
  }

  /** How long nothing was heard of it although it has runs, ms. */
  get silentMs(): number {
    return this.#runs.size === 0 ? 0 : performance.now() - this.#heardAt
  }

  /** Loads handlers ahead of their first run. */
  preload(handlers: readonly HandlerAddress[]): void {
    if (handlers.length > 0) this.#forked.send({ do: 'load', handlers })
  }

  /** Has a handler called; answers what it ended as. Runs given in one turn of the event loop travel together. */
  call(address: HandlerAddress, run: CalledRun): Promise<Outcome | 'uncalled'> {
    if (this.#runs.size === 0) this.#heardAt = performance.now()
    const number = (this.#last += 1)
    this.given += 1
    if (this.#orders.length === 0) setImmediate(() => this.#sendOrders())
    const { answers, event } = run
    const what = { ...(answers ? { answers } : {}), ...(event ? { event } : {}) }
    this.#orders.push({ run: number, handler: address, schedule: factsOf(run), ...what })
    return new Promise((resolve) => {
      this.#runs.set(number, { run, called: false, isStopping: false, end: resolve })
      run.onStop((stop) => void this.#stop(number, stop))
    })
  }

  /** Takes no more runs, and goes when those it has are over. */
  leave(): void {
    this.#isLeaving = true
    this.wasLetGo = true
    if (this.#runs.size === 0) this.#forked.letGo()
  }

  /** Ends it at once; `why` follows "its process". */
  end(why: string, blamed: readonly number[] = this.suspects()): void {
    this.#isLeaving = true
    this.#death = { why, blamed: new Set(blamed), ...this.#death }
    this.#forked.kill()
  }

  /** The runs that may be what blocks it: the one whose handler has not returned once; else all it has called. */
  suspects(): readonly number[] {
    const last = this.#forked.lastCalled()
    return this.#runs.get(last)?.called === false ? [last] : [...this.#runs.keys()].filter((run) => run <= last)
  }

  #sendOrders(): void {
    const runs = this.#orders
    if (runs.length === 0) return
    this.#orders = []
    this.#forked.send({ do: 'run', runs })
  }

  async #stop(number: number, stop: Error): Promise<void> {
    const held = this.#runs.get(number)
    if (!held) return
    // It may have been stopped before it was sent.
    this.#sendOrders()
    this.#forked.send({ do: 'stop', run: number, message: stop.message })
    if (!(stop instanceof RunStop) || stop.graceMs === undefined) return
    held.isStopping = true
    if (await comesTrue(stop.graceMs, () => !this.#runs.has(number))) return
    this.#isLeaving = true
    const { id: entryId } = held.run.schedule
    this.#options.logger.warn('a run did not end when it was asked to; its process is ended', { entryId })
    const isAlone = (): boolean => this.#areAllStopping() || this.silentMs > SILENT_AFTER_MS
    await comesTrue(NEIGHBOURS_MS, isAlone)
    if (this.#runs.has(number)) this.end('was ended, as a run in it did not stop when asked to', [number])
    else if (this.#runs.size === 0) this.#forked.letGo()
  }

  #areAllStopping(): boolean {
    return [...this.#runs.values()].every(({ isStopping }) => isStopping)
  }

  #hear(news: readonly News[]): void {
    this.#heardAt = performance.now()
    for (const one of news) this.#take(one)
  }

  #take(news: News): void {
    switch (news.is) {
      case 'ready':
        this.isReady = true
        this.#options.onFree()
        return this.#setReady()
      case 'alive':
        this.rss = news.rss
        return
      case 'called':
        for (const [number, held] of this.#runs) if (number <= news.upTo) held.called = true
        this.#calledUpTo = news.upTo
        this.#options.onFree()
        return
      case 'log':
        return this.#runs.get(news.run)?.run.schedule.log[news.level](news.message, news.fields)
      case 'progress':
        return this.#runs.get(news.run)?.run.schedule.progress(news.percent)
      case 'message':
        return this.#runs.get(news.run)?.run.schedule.setMessage(news.message)
      case 'ask':
        return void this.#answer(news)
      case 'done':
        return this.#finish(news.run, news.outcome)
      case 'exiting':
        this.#death = { exitCode: news.code, blamed: new Set(news.run === undefined ? [] : [news.run]) }
        return
      case 'tampered':
        this.tampered = news.what
        return
      case 'stray':
        return this.#tellStray(news)
      case 'checked':
        return
    }
  }

  async #answer({ run, ask, wish }: Extract<News, { readonly is: 'ask' }>): Promise<void> {
    const held = this.#runs.get(run)
    if (held) this.#forked.send({ do: 'answer', run, ask, answer: await answerAsk(held.run, wish) })
  }

  #finish(number: number, outcome: Outcome): void {
    const held = this.#runs.get(number)
    if (!held) return
    this.#runs.delete(number)
    this.finished += 1
    held.end(outcome)
    if (this.#isLeaving && this.#runs.size === 0) this.#forked.letGo()
  }

  async #outlive(): Promise<void> {
    const { code, signal, lastCalled } = await this.#forked.gone
    this.#isLeaving = true
    this.#setReady()
    const runs = [...this.#runs]
    const blamed = this.#death.blamed ?? new Set(runs.length === 1 ? runs.map(([number]) => number) : [])
    const death: Death = { code, signal, lastWords: this.#lastWords, ...this.#death, blamed }
    const nameOf = (number: number): string | undefined => runs.find(([one]) => one === number)?.[1].run.schedule.id
    if (runs.length > 0 || (code !== 0 && this.#death.why === undefined)) {
      this.#options.logger.error('a child process died', { pid: this.pid, code, signal, runs: runs.length })
    }
    this.#runs.clear()
    for (const [number, held] of runs) {
      held.end(number > lastCalled ? 'uncalled' : outcomeOfDeath(death, number, nameOf))
    }
  }

  #tellStray({ message, stack }: Extract<News, { readonly is: 'stray' }>): void {
    const { onStray, logger } = this.#options
    if (onStray) onStray(message)
    else logger.error('a handler left an error behind', { error: message, stack })
  }

  // While it has one run, what it writes is that run's.
  #tellOutput(line: string, stream: 'stdout' | 'stderr'): void {
    if (stream === 'stderr') this.#lastWords = (this.#lastWords + line).slice(-LAST_WORDS_KEPT)
    const [only, ...others] = this.#runs.values()
    if (only && others.length === 0) only.run.schedule.log.info(line, { stream })
    else this.#options.logger.info('output of a handler', { line, stream, pid: this.pid })
  }
}
