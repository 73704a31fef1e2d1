import { type CheckOptions, checkHandlers, Crew, type CrewLimits } from '@horarium/children'
import type { CheckHandlers } from '@horarium/config'
import { addressKey, type HandlerAddress } from '@horarium/config/handlers'
import { type GroupSettings, groupSettings, type JobDefinition, type Outcome, type RunStop } from '@horarium/core'
import type { HandlerCall } from '@horarium/engine'
import type { LifecycleEvent } from '@horarium/sdk'
import type { Configuration } from './configuration.js'

/** How child processes have ended so far. */
export interface ChildEnds {
  /** By themselves, or because they were blocked or too large. */
  readonly died: number
  /** When their runs were over, for others to take their place: used up, or their code had changed. */
  readonly replaced: number
}

export interface CrewsOptions extends CheckOptions {
  /** Told what a handler left behind that nobody can put down to a run. */
  readonly onStray?: (message: string) => void
}

/** What an observer is told, and when it is given up. */
export interface Telling {
  readonly event: LifecycleEvent
  readonly withinMs: number
  readonly stop: RunStop
}

/** Where handlers are called: in child processes, or wherever somebody who plays a process wants them to be. */
export type HandlerCalls = Pick<Crews, 'callOf' | 'targetsOf' | 'tell' | 'follow' | 'warm' | 'renew' | 'ends' | 'close'>

// No group has this name.
const SHARED = ''

/** The child processes of this one: a crew that groups share, and one of its own for each that wants it. */
export class Crews {
  readonly #options: CrewsOptions
  readonly #crews = new Map<string, Crew>()
  #limits: ReadonlyMap<string, CrewLimits> = new Map()

  constructor(options: CrewsOptions) {
    this.#options = options
  }

  /** Keeps the crews as a configuration wants them from now on. */
  follow({ settings, groups }: Configuration): void {
    const all = groups.map((group) => groupSettings(settings, group))
    const shared = all.filter(({ useSeparateProcess }) => !useSeparateProcess)
    const own = all.filter(({ useSeparateProcess }) => useSeparateProcess)
    this.#limits = new Map([[SHARED, limitsOf(shared)], ...own.map((one) => [one.group, limitsOf([one])] as const)])
    for (const [name, crew] of this.#crews) crew.setLimits(this.#limits.get(name) ?? limitsOf([]))
  }

  /** How the handler of a job is called. */
  callOf({ group, policy }: JobDefinition, address: HandlerAddress): HandlerCall {
    return (run) => this.#crewOf(group).call(address, run, policy.isolation)
  }

  /** How what names a job's targets is called. */
  targetsOf({ group, policy }: JobDefinition, address: HandlerAddress): HandlerCall {
    return ({ schedule, onStop }) =>
      this.#crewOf(group).call(address, { schedule, onStop, answers: 'targets' }, policy.isolation)
  }

  /** Has an observer called, in the processes that groups share. */
  tell(address: HandlerAddress, { event, withinMs, stop }: Telling): Promise<Outcome> {
    return this.#open(SHARED).tell(address, event, { withinMs, stop })
  }

  /** Starts the children now, so that the first run need not wait for one. */
  warm({ jobs, handlers }: Configuration): void {
    for (const name of this.#limits.keys()) {
      const wanted = jobs.filter(({ group }) => this.#nameOf(group) === name)
      const addresses = addressesOf(wanted, handlers)
      if (addresses.length > 0) this.#open(name).warm(addresses)
    }
  }

  /** The code has changed: what runs goes on with the old one, new runs get the new one. */
  renew({ jobs, handlers }: Configuration): void {
    const addresses = addressesOf(jobs, handlers)
    for (const crew of this.#crews.values()) crew.renew(addresses)
  }

  /** How the children have ended so far. */
  get ends(): ChildEnds {
    const all = [...this.#crews.values()].map(({ ends }) => ends)
    return {
      died: all.reduce((sum, { died }) => sum + died, 0),
      replaced: all.reduce((sum, { replaced }) => sum + replaced, 0),
    }
  }

  get pids(): readonly number[] {
    return [...this.#crews.values()].flatMap(({ pids }) => pids)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#crews.values()].map((crew) => crew.close()))
  }

  #crewOf(group: string): Crew {
    return this.#open(this.#nameOf(group))
  }

  #nameOf(group: string): string {
    return this.#limits.has(group) ? group : SHARED
  }

  #open(name: string): Crew {
    const limits = this.#limits.get(name) ?? limitsOf([])
    const crew = this.#crews.get(name) ?? new Crew({ ...this.#options, limits })
    this.#crews.set(name, crew)
    return crew
  }
}

function addressesOf(
  jobs: readonly JobDefinition[],
  { find, findTargets }: Configuration['handlers'],
): readonly HandlerAddress[] {
  return jobs.flatMap(({ code }) => [find(code) ?? [], findTargets(code) ?? []].flat())
}

// Groups that share a crew share its limits: the widest of theirs.
function limitsOf(groups: readonly GroupSettings[]): CrewLimits {
  return {
    size: Math.max(1, ...groups.map(({ processes }) => processes)),
    blockLimitMs: widest(groups.map(({ blockLimitMs }) => blockLimitMs)),
    memoryMiB: widest(groups.map(({ memoryMiB }) => memoryMiB)),
    recycleAfter: widest(groups.map(({ recycleAfter }) => recycleAfter)),
  }
}

function widest(limits: readonly number[]): number {
  return limits.includes(0) ? 0 : Math.max(0, ...limits)
}

/** Looks into handlers. */
export interface HandlerLook {
  readonly check: CheckHandlers
  /** The same without what it knows: the code may have changed. */
  readonly afresh: () => HandlerLook
}

/** Takes every handler that is there for sound. */
export const NO_LOOK: HandlerLook = {
  check: async (handlers) => handlers.map(() => undefined),
  afresh: () => NO_LOOK,
}

/** Checks handlers in a process of its own, each once until they are forgotten. */
export class HandlerChecks implements HandlerLook {
  readonly #options: CheckOptions
  readonly #known = new Map<string, Awaited<ReturnType<CheckHandlers>>[number]>()

  constructor(options: CheckOptions) {
    this.#options = options
  }

  readonly check: CheckHandlers = async (handlers) => {
    const fresh = handlers.filter((handler) => !this.#known.has(addressKey(handler)))
    const found = await checkHandlers(fresh, this.#options)
    for (const [index, handler] of fresh.entries()) this.#known.set(addressKey(handler), found[index])
    return handlers.map((handler) => this.#known.get(addressKey(handler)))
  }

  afresh(): HandlerChecks {
    return new HandlerChecks(this.#options)
  }
}
