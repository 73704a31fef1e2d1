import { type Clock, type Logger, logOf, sentenceOf } from '@horarium/core'
import { openReceiver, openSender, type Receiver, type ReceiverOptions, type Sender } from '@horarium/queue'
import { execute, type Execution, type ExecutionPorts } from './execute.js'
import { type ExecutionPortsOptions, openExecutionPorts } from './execution-ports.js'
import { keepLeases } from './keep-leases.js'
import type { LanePlan } from './lane-plan.js'
import { EXTEND_EVERY_MS } from './limits.js'
import { pause } from './pause.js'

export interface ExecutorOptions {
  /** The lane's plan as it is now; asked again for every entry. */
  readonly plan: () => LanePlan
  readonly clock: Clock
  readonly logger: Logger
  readonly worker: string
  readonly queue: Pick<ReceiverOptions, 'connection' | 'prefix'>
  /** Told what became of each entry received here. */
  readonly onExecution?: (id: string, execution: Execution) => void
  readonly onPoison?: ExecutionPortsOptions['onPoison']
}

/** Runs the entries of one lane: receives ids, executes them, keeps their leases. */
export class Executor {
  readonly #options: ExecutorOptions
  readonly #ports: ExecutionPorts
  readonly #sender: Sender
  readonly #receiver: Receiver
  readonly #stopped = new AbortController()
  readonly #leases: Promise<void>

  constructor(options: ExecutorOptions) {
    this.#options = options
    const { plan, queue, ...own } = options
    const logger = logOf('queue', own.logger)
    const onError = (error: Error): void => logger.debug('queue error', { error: sentenceOf(error) })
    this.#sender = openSender({ ...queue, onError })
    this.#ports = openExecutionPorts({ ...own, plan, sender: this.#sender })
    this.#receiver = openReceiver({
      ...queue,
      concurrency: plan().settings.concurrency,
      onEntry: (id) => this.#receive(id),
      onError,
    })
    this.#leases = this.#keepLeases()
  }

  /** How many runs are alive here. */
  get running(): number {
    return this.#ports.runs.size
  }

  /** Stops taking entries; runs go on. */
  pause(): Promise<void> {
    return this.#receiver.pause()
  }

  /** Runs at once, from now on. */
  setConcurrency(concurrency: number): void {
    this.#receiver.setConcurrency(concurrency)
  }

  /** Asks every run to end early. */
  abort(reason: Error): void {
    for (const run of this.#ports.runs.values()) run.controller.abort(reason)
  }

  /** Waits for the runs to end, then leaves. */
  async close(): Promise<void> {
    await this.#receiver.close()
    this.#stopped.abort()
    await this.#leases
    await this.#sender.close()
  }

  async #receive(id: string): Promise<void> {
    const { plan, logger, onExecution } = this.#options
    try {
      const execution = await execute(id, plan(), this.#ports)
      onExecution?.(id, execution)
    } catch (error) {
      // The store failed, not the handler: lease and sweep decide what becomes of the entry.
      logger.warn('entry could not be executed', { entryId: id, error: sentenceOf(error) })
    }
  }

  async #keepLeases(): Promise<void> {
    const { plan, logger } = this.#options
    while (!this.#stopped.signal.aborted) {
      await pause(EXTEND_EVERY_MS, this.#stopped.signal)
      try {
        await keepLeases(plan(), this.#ports)
      } catch (error) {
        logger.warn('leases could not be extended', { group: plan().settings.group, error: sentenceOf(error) })
      }
    }
  }
}
