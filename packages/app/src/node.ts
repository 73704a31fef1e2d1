import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { HorariumError, sentenceOf } from '@horarium/core'
import { Clockwork, type Execution, Executor, type LanePlan, pause } from '@horarium/engine'
import { openSender, type Sender } from '@horarium/queue'
import { recordPass, signOff, signOn } from '@horarium/store'
import type { App } from './app.js'

export interface NodeOptions {
  /** Told what became of each entry received here. */
  readonly onExecution?: (id: string, execution: Execution) => void
}

const BEAT_MS = 1_000
const SIGN_EVERY_MS = 5_000
const PASS_EVERY_MS = 60_000
const ABORT_WAIT_MS = 5_000

/** A process that takes part for good: a clockwork and an executor per lane, following the configuration. */
export class Node {
  readonly name: string = `${hostname()}-${process.pid}-${randomBytes(2).toString('hex')}`
  readonly #app: App
  readonly #options: NodeOptions
  readonly #lanes = new Map<string, LaneParts>()
  readonly #stopped = new AbortController()
  readonly #startedAt: number
  #passAt = 0
  #beat: Promise<void> = Promise.resolve()

  constructor(app: App, options: NodeOptions = {}) {
    this.#app = app
    this.#options = options
    this.#startedAt = app.clock.now()
  }

  /** Starts working. */
  async start(): Promise<void> {
    await this.#sign()
    this.#openLanes()
    this.#beat = this.#beatOn()
  }

  /**
   * Stops taking entries, waits up to `graceMs` for the runs, then asks them to end and waits a little more. A run
   * that still goes on is given up: its lease ends, and the entry is ended by whoever sweeps next.
   */
  async stop(graceMs: number): Promise<void> {
    this.#stopped.abort()
    await this.#beat
    const parts = [...this.#lanes.values()]
    await Promise.all(parts.flatMap(({ clockwork, executor }) => [clockwork.stop(), executor.pause()]))
    if (!(await this.#runsEnd(graceMs))) {
      for (const { executor } of parts) executor.abort(new Error('the process stops'))
      await this.#runsEnd(ABORT_WAIT_MS)
    }
    if (this.running > 0) this.#app.logger.warn('runs given up at stop', { runs: this.running })
    else await Promise.all(parts.map(({ executor }) => executor.close()))
    await Promise.all(parts.map(({ sender }) => sender.close()))
    await signOff(this.#app.instance, this.name, this.#app.clock.now())
  }

  /** How many runs are alive here. */
  get running(): number {
    return [...this.#lanes.values()].reduce((sum, { executor }) => sum + executor.running, 0)
  }

  #openLanes(): void {
    for (const name of this.#app.plans().keys()) {
      if (!this.#lanes.has(name)) this.#lanes.set(name, this.#openLane(name))
    }
  }

  #openLane(name: string): LaneParts {
    const { logger, clock, redis } = this.#app
    const plan = (): LanePlan => this.#planAt(name)
    const queue = { connection: redis, prefix: plan().lane.keys.prefix }
    const sender = openSender({
      ...queue,
      onError: (error) => logger.debug('queue error', { error: error.message }),
    })
    return {
      sender,
      clockwork: new Clockwork({ plan, sender, clock, logger }),
      executor: new Executor({ plan, clock, logger, worker: this.name, queue, ...this.#options }),
    }
  }

  #planAt(name: string): LanePlan {
    const plan = this.#app.plans().get(name)
    if (!plan) throw new HorariumError('internal', `Lane ${name} is not planned.`)
    return plan
  }

  async #beatOn(): Promise<void> {
    for (let beats = 1; !this.#stopped.signal.aborted; beats += 1) {
      await pause(BEAT_MS, this.#stopped.signal)
      try {
        await this.#follow()
        if ((beats * BEAT_MS) % SIGN_EVERY_MS === 0) await this.#sign()
      } catch (error) {
        this.#app.logger.warn('the instance could not be reached', { error: sentenceOf(error) })
      }
    }
  }

  async #follow(): Promise<void> {
    if (!(await this.#app.refreshIfChanged())) return
    this.#app.logger.info('configuration replaced', { jobs: this.#app.configuration().jobs.length })
    this.#openLanes()
    for (const [name, { clockwork, executor }] of this.#lanes) {
      executor.setConcurrency(this.#planAt(name).settings.concurrency)
      clockwork.nudge()
    }
  }

  async #sign(): Promise<void> {
    const { instance, clock, measureClock } = this.#app
    await measureClock()
    const now = clock.now()
    const { name } = this
    const sign = { name, host: hostname(), pid: process.pid, startedAt: this.#startedAt, seenAt: now, executes: true }
    await signOn(instance, sign)
    if (now - this.#passAt < PASS_EVERY_MS) return
    this.#passAt = now
    await recordPass(instance, { at: now, by: name })
  }

  async #runsEnd(withinMs: number): Promise<boolean> {
    const deadline = this.#app.clock.now() + withinMs
    const never = new AbortController().signal
    while (this.running > 0 && this.#app.clock.now() < deadline) await pause(20, never)
    return this.running === 0
  }
}

interface LaneParts {
  readonly sender: Sender
  readonly clockwork: Clockwork
  readonly executor: Executor
}
