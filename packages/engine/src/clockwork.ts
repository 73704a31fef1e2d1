import { type Clock, type Logger, sentenceOf } from '@horarium/core'
import type { Sender } from '@horarium/queue'
import type { LanePlan } from './lane-plan.js'
import { LOOK_EVERY_MS } from './limits.js'
import { pause } from './pause.js'
import { tend } from './tend.js'
import type { TendMemory } from './write-ahead.js'

export interface ClockworkOptions {
  /** The lane's plan as it is now; asked again at every look. */
  readonly plan: () => LanePlan
  readonly sender: Sender
  readonly clock: Clock
  readonly logger: Logger
}

/** Looks after one lane: writes ahead, releases to the millisecond, sweeps, purges. Any number may do so at once. */
export class Clockwork {
  readonly #options: ClockworkOptions
  readonly #stopped = new AbortController()
  #nudge = new AbortController()
  readonly #loop: Promise<void>

  constructor(options: ClockworkOptions) {
    this.#options = options
    this.#loop = this.#run()
  }

  /** Looks at once: the plan or the timetable has changed. */
  nudge(): void {
    this.#nudge.abort()
  }

  async stop(): Promise<void> {
    this.#stopped.abort()
    this.#nudge.abort()
    await this.#loop
  }

  async #run(): Promise<void> {
    let memory: TendMemory = {}
    while (!this.#stopped.signal.aborted) {
      this.#nudge = new AbortController()
      const looked = await this.#look(memory)
      memory = looked.memory
      // Stopped while it looked: the nudge that ended the sleep may have been the old one.
      if (this.#stopped.signal.aborted) return
      await pause(this.#sleepFor(looked.nextDue), this.#nudge.signal)
    }
  }

  async #look(memory: TendMemory): Promise<Awaited<ReturnType<typeof tend>>> {
    const { plan, sender, clock, logger } = this.#options
    try {
      return await tend(plan(), { now: clock.now(), memory }, { sender, logger, signal: this.#stopped.signal })
    } catch (error) {
      if (!this.#stopped.signal.aborted) {
        logger.warn('lane could not be looked after', { group: plan().lane.name, error: sentenceOf(error) })
      }
      return { nextDue: undefined, memory }
    }
  }

  // Aimed at the next due time; a timer may fire a millisecond early, then the next look finds nothing and aims again.
  #sleepFor(nextDue: number | undefined): number {
    if (nextDue === undefined) return LOOK_EVERY_MS
    return Math.min(LOOK_EVERY_MS, Math.max(1, nextDue - this.#options.clock.now()))
  }
}
