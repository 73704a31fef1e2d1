import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { HorariumError, logOf, RunStop, sentenceOf } from '@horarium/core'
import { Clockwork, type Execution, Executor, type LanePlan, pause } from '@horarium/engine'
import { openSender, type Sender } from '@horarium/queue'
import { raiseRevision, recordPass, signOff, signOn, WORKER_GONE_MS } from '@horarium/store'
import { Lookout } from './alerting/lookout.js'
import type { App } from './app.js'
import { pausingPoison } from './operations/pause-poisoned.js'
import type { Configuration } from './configuration.js'
import { changeBetween, changeFields } from './configuration-change.js'
import { type GroupChoice, isChosen } from './group-choice.js'

export interface NodeOptions {
  /** `false`: it only follows the configuration, for a process that answers and works on no lane. */
  readonly works?: boolean
  /** The groups whose jobs it runs; it looks after the timetable of every one. */
  readonly groups?: GroupChoice
  /** Told what became of each entry received here. */
  readonly onExecution?: (id: string, execution: Execution) => void
  /** How often it looks whether files have changed, at most; seldomer where a look takes long. */
  readonly lookEveryMs?: number
  /** Told that another configuration counts. */
  readonly onReplaced?: () => void
}

const BEAT_MS = 1_000
const SIGN_EVERY_MS = 5_000
const PASS_EVERY_MS = 60_000
const ABORT_WAIT_MS = 5_000
const LOOK_EVERY_MS = 5_000
// A look costs some 50 us a file: in this rhythm no more than 0.2 % of the time, of which an idle process has 0.5 %.
const LOOK_MS_PER_FILE = 25

/** A process that takes part for good: a clockwork and an executor per lane, following the configuration. */
export class Node {
  readonly name: string = `${hostname()}-${process.pid}-${randomBytes(2).toString('hex')}`
  readonly #app: App
  readonly #options: NodeOptions
  readonly #lanes = new Map<string, LaneParts>()
  readonly #stopped = new AbortController()
  readonly #lookout: Lookout
  readonly #startedAt: number
  #passAt = 0
  #signAt = 0
  #lookAt = 0
  #readAgain = false
  #followed: Configuration
  /** Files were read that others are still to be told of. */
  #owesNews = false
  #wake = new AbortController()
  #beat: Promise<void> = Promise.resolve()

  constructor(app: App, options: NodeOptions = {}) {
    this.#app = app
    this.#options = options
    this.#lookout = new Lookout(app)
    this.#startedAt = app.clock.now()
    this.#followed = app.configuration()
  }

  /** Starts working. */
  async start(): Promise<void> {
    await this.#sign()
    if (this.#works) this.#app.warm()
    this.#openLanes()
    this.#beat = this.#beatOn()
    this.#lookout.start()
  }

  /**
   * Stops taking entries, waits up to `graceMs` for the runs, then asks them to end and waits a little more. A run
   * that still goes on is given up: its lease ends, and the entry is ended by whoever sweeps next.
   */
  async stop(graceMs: number): Promise<void> {
    this.#stopped.abort()
    this.#wake.abort()
    const lookedOut = this.#lookout.stop()
    await this.#beat
    const parts = [...this.#lanes.values()]
    await Promise.all(parts.map(async ({ clockwork, executor }) => [await executor?.pause(), await clockwork.stop()]))
    if (!(await this.#runsEnd(graceMs))) {
      for (const { executor } of parts) executor?.abort(new RunStop('the node stops', { graceMs: ABORT_WAIT_MS / 2 }))
      await this.#runsEnd(ABORT_WAIT_MS)
    }
    if (this.running > 0) this.#app.logger.warn('runs given up at stop', { runs: this.running })
    else await Promise.all(parts.map(async ({ executor }) => executor?.close()))
    await Promise.all([lookedOut, ...parts.map(({ sender }) => sender.close())])
    await signOff(this.#app.instance, this.name, this.#app.clock.now())
  }

  /** Reads the files again now, whether they look changed or not. */
  readAgain(): void {
    this.#readAgain = true
    this.#wake.abort()
  }

  /** How many runs are alive here. */
  get running(): number {
    return [...this.#lanes.values()].reduce((sum, { executor }) => sum + (executor?.running ?? 0), 0)
  }

  get #choice(): GroupChoice {
    return this.#options.groups ?? {}
  }

  get #works(): boolean {
    return this.#options.works ?? true
  }

  #openLanes(): void {
    if (!this.#works) return
    for (const name of this.#app.plans().keys()) {
      if (!this.#lanes.has(name)) this.#lanes.set(name, this.#openLane(name))
    }
  }

  #openLane(name: string): LaneParts {
    const { clock, redis } = this.#app
    const logger = logOf('engine', this.#app.logger)
    const queueLog = logOf('queue', this.#app.logger)
    const plan = (): LanePlan => this.#planAt(name)
    const queue = { connection: redis, prefix: plan().lane.keys.prefix }
    const sender = openSender({
      ...queue,
      onError: (error) => queueLog.debug('queue error', { error: error.message }),
    })
    return {
      sender,
      clockwork: new Clockwork({ plan, sender, clock, logger }),
      executor: isChosen(this.#choice, name)
        ? new Executor({
            plan,
            clock,
            logger,
            worker: this.name,
            queue,
            onPoison: pausingPoison(this.#app),
            ...this.#options,
          })
        : undefined,
    }
  }

  #planAt(name: string): LanePlan {
    const plan = this.#app.plans().get(name)
    if (!plan) throw new HorariumError('internal', `Lane ${name} is not planned.`)
    return plan
  }

  async #beatOn(): Promise<void> {
    const beatMs = Math.min(BEAT_MS, this.#options.lookEveryMs ?? BEAT_MS)
    while (!this.#stopped.signal.aborted) {
      await pause(beatMs, this.#wake.signal)
      if (this.#stopped.signal.aborted) return
      this.#wake = new AbortController()
      try {
        await this.#lookAtFiles()
        await this.#follow()
        if (this.#app.clock.now() - this.#signAt >= SIGN_EVERY_MS) await this.#sign()
      } catch (error) {
        this.#app.logger.warn('the instance could not be reached', { error: sentenceOf(error) })
      }
    }
  }

  async #lookAtFiles(): Promise<void> {
    const { watch, clock, instance } = this.#app
    const { lookEveryMs = LOOK_EVERY_MS } = this.#options
    const asked = this.#readAgain
    this.#readAgain = false
    if (!asked && clock.now() < this.#lookAt) return
    const looked = await (asked ? watch.readAgain() : watch.look())
    if (looked === 'replaced') this.#owesNews = true
    this.#lookAt = clock.now() + Math.max(lookEveryMs, watch.files * LOOK_MS_PER_FILE)
    if (!this.#owesNews) return
    await raiseRevision(instance)
    this.#owesNews = false
  }

  async #follow(): Promise<void> {
    const { configuration, follow, logger } = this.#app
    await follow()
    // Also where this process has changed it itself, for a job it had to pause.
    const [before, after] = [this.#followed, configuration()]
    if (before === after) return
    this.#followed = after
    logger.info('configuration replaced', { jobs: after.jobs.length, ...changeFields(changeBetween(before, after)) })
    this.#options.onReplaced?.()
    this.#openLanes()
    for (const [name, { clockwork, executor }] of this.#lanes) {
      executor?.setConcurrency(this.#planAt(name).settings.concurrency)
      clockwork.nudge()
    }
  }

  async #sign(): Promise<void> {
    const { instance, clock, measureClock, configuration } = this.#app
    await measureClock()
    const now = clock.now()
    this.#signAt = now
    const { name } = this
    await this.#app.declare({ forMs: WORKER_GONE_MS, by: name })
    const groups = configuration().groups.filter((group) => this.#works && isChosen(this.#choice, group))
    const sign = { name, host: hostname(), pid: process.pid, startedAt: this.#startedAt, seenAt: now }
    await signOn(instance, { ...sign, executes: groups.length > 0, groups })
    if (!this.#works || now - this.#passAt < PASS_EVERY_MS) return
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
  /** Absent where the process does not run the lane's jobs. */
  readonly executor: Executor | undefined
}
