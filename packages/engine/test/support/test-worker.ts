import type { Clock } from '@horarium/core'
import type { Sender } from '@horarium/queue'
import { callHere, execute, type Execution, keepLeases, type LanePlan } from '@horarium/engine'
import { type Door, makeDoor } from './door.js'
import { testPorts } from './test-engine.js'
import type { Witness } from './witness.js'

/** What a handler does with an entry; one that stays ends when it is told to. */
export type How = 'success' | 'throw' | 'stay'

interface Stay {
  readonly arrived: Door
  readonly exit: Door
}

/** What a worker has of the world around it. */
export interface TestProcess {
  readonly clock: Clock
  readonly witness: Witness
  readonly sender: Sender
}

/** A worker process that executes what it is handed. */
export class TestWorker {
  readonly #ports
  readonly #plan: LanePlan
  readonly #witness: Witness
  readonly #hows = new Map<string, How>()
  readonly #stays = new Map<string, Stay>()
  readonly #executions = new Map<string, readonly Promise<Execution>[]>()

  constructor(plan: LanePlan, { clock, witness, sender }: TestProcess) {
    this.#witness = witness
    this.#ports = testPorts(plan, clock, { sender })
    const withHandlers = [...plan.jobs].map(([code, job]) => [code, { ...job, call: callHere(this.#handle) }] as const)
    this.#plan = { ...plan, jobs: new Map(withHandlers) }
  }

  /** The runs that stay. */
  get runs(): readonly string[] {
    return [...this.#stays.keys()]
  }

  /** Answers when the entry has ended, was left alone, or its handler stays. */
  async execute(id: string, how: How): Promise<void> {
    this.#hows.set(id, how)
    // Of two calls for the same id only one reaches the handler; nobody knows which.
    const stay = this.#entering.get(id) ?? { arrived: makeDoor(), exit: makeDoor() }
    this.#entering.set(id, stay)
    const execution = this.#execute(id)
    this.#executions.set(id, [...(this.#executions.get(id) ?? []), execution])
    await Promise.race([execution, stay.arrived.opened])
  }

  /** Lets a run that stays end. */
  async finish(id: string): Promise<Execution | undefined> {
    this.#stays.get(id)?.exit.open()
    this.#stays.delete(id)
    const executions = await Promise.all(this.#executions.get(id) ?? [])
    return executions.findLast((execution) => execution !== 'left' && execution !== 'parked')
  }

  async #execute(id: string): Promise<Execution> {
    const execution = await execute(id, this.#plan, this.#ports)
    if (execution === 'parked') this.#witness.wait(id)
    return execution
  }

  keepLeases(): Promise<void> {
    return keepLeases(this.#plan, this.#ports)
  }

  readonly #entering = new Map<string, Stay>()

  readonly #handle = ({ id }: { readonly id: string }): unknown => {
    this.#witness.begin(id)
    const stay = this.#entering.get(id)
    // Its next attempt comes in through doors of its own.
    this.#entering.delete(id)
    if (this.#hows.get(id) === 'stay' && stay) {
      this.#stays.set(id, stay)
      stay.arrived.open()
      return stay.exit.opened.finally(() => this.#witness.end(id))
    }
    this.#witness.end(id)
    if (this.#hows.get(id) === 'throw') throw new Error('as told')
    return undefined
  }
}
