import { performance } from 'node:perf_hooks'
import type { HandlerAddress } from '@horarium/config/handlers'
import { type Isolation, type Logger, type Outcome, outcomeOfThrow } from '@horarium/core'
import type { LifecycleEvent } from '@horarium/sdk'
import type { CalledRun } from './called-run.js'
import { Child, RUNS_PER_BATCH, SILENT_AFTER_MS } from './child.js'

/** How a crew is kept. */
export interface CrewLimits {
  /** Children that share the runs. */
  readonly size: number
  /** A child whose event loop is blocked for so long is ended. */
  readonly blockLimitMs: number
  /** A child that uses more is replaced when its runs are over, and ended at twice as much; 0 = no limit. */
  readonly memoryMiB: number
  /** A child is replaced after so many runs; 0 = never. */
  readonly recycleAfter: number
}

export interface CrewOptions {
  /** Where handlers stand. */
  readonly directory: string
  readonly logger: Logger
  readonly limits: CrewLimits
  readonly onStray?: (message: string) => void
}

export interface TellLimits {
  readonly withinMs: number
  readonly stop: Error
}

const LOOK_MS = 250
const MIB = 1_048_576
// A crew whose children are blocked gets others, but not without end.
const SPARE_CHILDREN = 8
const SHORT_LIFE_MS = 5_000
const FIRST_BACKOFF_MS = 250
const BACKOFF_CAP_MS = 30_000
const LEAVE_WITHIN_MS = 1_000

/**
 * The child processes of a node, or of one of its groups: each run goes to the one with the least to do, none to one
 * that is silent; who dies, blocks or grows too large is replaced.
 */
export class Crew {
  /** How children that runs share have ended so far. */
  readonly ends = { died: 0, replaced: 0 }
  readonly #options: CrewOptions
  #limits: CrewLimits
  readonly #children = new Set<Child>()
  /** Of single runs, each with a process of its own. */
  readonly #loners = new Set<Child>()
  #waiting: (() => void)[] = []
  #preloaded: readonly HandlerAddress[] = []
  #failures = 0
  #forkAt = 0
  #looking: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(options: CrewOptions) {
    this.#options = options
    this.#limits = options.limits
  }

  /** Process ids of the children. */
  get pids(): readonly number[] {
    return [...this.#children, ...this.#loners].flatMap(({ pid }) => pid ?? [])
  }

  /** Has a handler called in a child; never throws. */
  async call(address: HandlerAddress, run: CalledRun, isolation: Isolation): Promise<Outcome> {
    if (isolation === 'process') return this.#callAlone(address, run)
    for (let child = this.#choose(); ; child = this.#choose()) {
      this.#look()
      // Called in the same turn it is chosen in: the next choice must see its load.
      // oxlint-disable-next-line no-await-in-loop
      const outcome = child ? await child.call(address, run) : await this.#change()
      if (outcome !== 'uncalled') return outcome
    }
  }

  /** Has an observer called; one that takes too long is stopped. */
  async tell(address: HandlerAddress, event: LifecycleEvent, { withinMs, stop }: TellLimits): Promise<Outcome> {
    let told: ((reason: Error) => void) | undefined
    const timer = setTimeout(() => told?.(stop), withinMs)
    const onStop = (listener: (reason: Error) => void): void => {
      told = listener
    }
    try {
      return await this.call(address, { schedule: factsOf(event, this.#options.logger), event, onStop }, 'shared')
    } finally {
      clearTimeout(timer)
    }
  }

  /** Forks the children now, and has them load handlers ahead of their first run. */
  warm(handlers: readonly HandlerAddress[]): void {
    this.#preloaded = handlers
    while (this.#responsive().length < this.#limits.size && this.#fork()) continue
  }

  /** Waits until the children there are can be given runs. */
  async ready(): Promise<void> {
    await Promise.all([...this.#children].map((child) => child.ready))
  }

  setLimits(limits: CrewLimits): void {
    this.#limits = limits
  }

  /** The code has changed: new runs get new children. */
  renew(handlers: readonly HandlerAddress[]): void {
    for (const child of this.#children) child.leave()
    if (this.#children.size > 0) this.warm(handlers)
  }

  /** Lets the children go; who does not leave is ended. Runs that are left end as their process does. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearInterval(this.#looking)
    const all = [...this.#children, ...this.#loners]
    for (const child of all) child.leave()
    const late = setTimeout(() => {
      for (const child of all) child.end('was ended with its node')
    }, LEAVE_WITHIN_MS)
    await Promise.all(all.map(({ gone }) => gone))
    clearTimeout(late)
  }

  async #callAlone(address: HandlerAddress, run: CalledRun): Promise<Outcome> {
    const child = this.#hire(this.#loners)
    this.#look()
    await child.ready
    const outcome = await child.call(address, run)
    child.leave()
    return outcome === 'uncalled' ? outcomeOfThrow(new Error('its process could not be started')) : outcome
  }

  #choose(): Child | undefined {
    const responsive = this.#responsive()
    let best: Child | undefined
    for (const child of responsive) if (child.isFree && (!best || child.load < best.load)) best = child
    if ((!best || best.load > 0) && responsive.length < this.#limits.size) this.#fork()
    return best
  }

  #change(): Promise<'uncalled'> {
    return new Promise((resolve) => {
      this.#waiting.push(() => resolve('uncalled'))
    })
  }

  #responsive(): readonly Child[] {
    return [...this.#children].filter((child) => !child.isLeaving && child.silentMs < SILENT_AFTER_MS)
  }

  /** A child can be given as many runs. */
  #wake(): void {
    for (const go of this.#waiting.splice(0, RUNS_PER_BATCH)) go()
  }

  /** Forks one more, unless there are too many, or the last ones died too soon. */
  #fork(): boolean {
    const isTooMany = this.#children.size >= this.#limits.size + SPARE_CHILDREN
    if (this.#isClosed || isTooMany || performance.now() < this.#forkAt) return false
    const child = this.#hire(this.#children)
    child.preload(this.#preloaded)
    return true
  }

  #hire(into: Set<Child>): Child {
    const child = new Child({ ...this.#options, heapMiB: this.#limits.memoryMiB * 2, onFree: () => this.#wake() })
    into.add(child)
    void this.#mourn(child, into)
    return child
  }

  async #mourn(child: Child, into: Set<Child>): Promise<void> {
    const born = performance.now()
    await child.gone
    into.delete(child)
    if (into === this.#children) this.ends[child.wasLetGo ? 'replaced' : 'died'] += 1
    const lived = performance.now() - born
    this.#failures = child.finished === 0 && !child.wasLetGo && lived < SHORT_LIFE_MS ? this.#failures + 1 : 0
    // The first death may be the fault of one run; then others want a process at once.
    const backoff = this.#failures < 2 ? 0 : FIRST_BACKOFF_MS * 2 ** (this.#failures - 2)
    this.#forkAt = performance.now() + Math.min(BACKOFF_CAP_MS, backoff)
    this.#look()
  }

  /** Looks after the children while there is anything to look after. */
  #look(): void {
    if (!this.#isClosed) this.#looking ??= setInterval(() => this.#lookAll(), LOOK_MS)
  }

  #lookAll(): void {
    for (const child of [...this.#children, ...this.#loners]) this.#judge(child)
    const isBusy = [...this.#children, ...this.#loners].some(({ load }) => load > 0)
    const missing = this.#limits.size - this.#responsive().length
    if ((isBusy || this.#waiting.length > 0 || this.#preloaded.length > 0) && missing > 0) this.#fork()
    const spare = this.#responsive().filter(({ load }) => load === 0)
    if (missing < 0) spare[0]?.leave()
    this.#wake()
    if (isBusy || this.#waiting.length > 0 || missing !== 0) return
    clearInterval(this.#looking)
    this.#looking = undefined
  }

  #judge(child: Child): void {
    const { blockLimitMs, memoryMiB, recycleAfter } = this.#limits
    const { logger } = this.#options
    const mib = Math.round(child.rss / MIB)
    if (blockLimitMs > 0 && child.silentMs > blockLimitMs)
      child.end(`was blocked for ${blockLimitMs / 1_000} s and was ended`)
    else if (memoryMiB > 0 && mib > 2 * memoryMiB) {
      child.end(`used ${mib} MiB of ${memoryMiB} and was ended`)
    } else if (!child.isLeaving) {
      const why = leaveReason(child, { mib, memoryMiB, recycleAfter })
      if (why === undefined) return
      logger.info('a child process is replaced', { pid: child.pid, why })
      child.leave()
      if (this.#children.has(child)) this.#fork()
    }
  }
}

// What an observer logs goes to the process log: it has no entry of its own.
function factsOf({ event }: LifecycleEvent, log: Logger): CalledRun['schedule'] {
  const ignore = (): void => undefined
  const facts = { id: event, jobCode: event, scheduledAt: new Date(0), attempt: 1, params: {} }
  const enqueue = (): Promise<string> => Promise.reject(new Error('an observer asks for no entries'))
  return { ...facts, log, enqueue, progress: ignore, setMessage: ignore }
}

function leaveReason(
  { tampered, given }: Child,
  { mib, memoryMiB, recycleAfter }: { readonly mib: number; readonly memoryMiB: number; readonly recycleAfter: number },
): string | undefined {
  if (tampered !== undefined) return `a handler changed ${tampered}`
  if (memoryMiB > 0 && mib > memoryMiB) return `it uses ${mib} MiB`
  return recycleAfter > 0 && given >= recycleAfter ? `it has had ${given} runs` : undefined
}
