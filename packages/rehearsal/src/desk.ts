import type { Logger } from '@horarium/core'
import {
  execute,
  type ExecutionPorts,
  keepLeases,
  type LanePlan,
  openExecutionPorts,
  type Poison,
} from '@horarium/engine'
import type { Sender } from '@horarium/queue'
import { Line } from './line.js'
import type { SimulatedClock } from './simulated-clock.js'

export interface DeskOptions {
  /** The lane's plan as it is now. */
  readonly plan: () => LanePlan
  readonly clock: SimulatedClock
  readonly logger: Logger
  readonly onPoison: (poison: Poison) => Promise<void>
  /** Told what no handler can be blamed for. */
  readonly onFault: (error: unknown) => void
}

/** A worker, until it dies. */
interface Worker {
  readonly ports: ExecutionPorts
  inHand: number
}

/** What stands in for a lane's queue and for the worker at its end: ids wait here, and are executed in this process. */
export class Desk {
  readonly #options: DeskOptions
  readonly #line = new Line()
  readonly sender: Sender = this.#line
  #worker: Worker
  /** An entry waits for a run that may have been told to end for it. */
  hasParked = false

  constructor(options: DeskOptions) {
    this.#options = options
    this.#worker = this.#hire()
  }

  /** The entries that run here. */
  get running(): readonly string[] {
    return [...this.#worker.ports.runs.keys()]
  }

  /** Begins with what waits, as much at once as the lane may; answers whether there was anything. */
  begin(): boolean {
    const { concurrency } = this.#options.plan().settings
    const ids = this.#line.take(concurrency - this.#worker.inHand)
    for (const id of ids) void this.#execute(id, this.#worker)
    return ids.length > 0
  }

  /** Speaks up for its runs, and hears which of them are to end. */
  async keepLeases(): Promise<void> {
    this.hasParked = false
    if (this.running.length > 0) await keepLeases(this.#options.plan(), this.#worker.ports)
  }

  /** The worker dies with its runs; what waits in the queue waits on. */
  crash(): void {
    this.#worker = this.#hire()
  }

  /** Asks what still runs to end; nobody waits for it. */
  abandon(): void {
    for (const run of this.#worker.ports.runs.values()) run.controller.abort(new Error('the rehearsal is over'))
  }

  #execute(id: string, worker: Worker): Promise<void> {
    const { plan, clock, onFault } = this.#options
    worker.inHand += 1
    return clock.work(async () => {
      try {
        if ((await execute(id, plan(), worker.ports)) === 'parked') this.hasParked = true
      } catch (error) {
        onFault(error)
      }
      worker.inHand -= 1
    })
  }

  #hire(): Worker {
    const { sender } = this
    return { ports: openExecutionPorts({ ...this.#options, worker: 'rehearsal', sender }), inHand: 0 }
  }
}
