import { type App, beginPass, pausingPoison } from '@horarium/app'
import { HorariumError } from '@horarium/core'
import {
  EXTEND_EVERY_MS,
  generate,
  type LanePlan,
  LOOK_EVERY_MS,
  nextLookAt,
  tend,
  type TendMemory,
} from '@horarium/engine'
import { glance } from '@horarium/store'
import { Desk } from './desk.js'
import { SILENT } from './silent.js'
import type { SimulatedClock } from './simulated-clock.js'
import type { Watch } from './watch.js'

export interface StageOptions {
  readonly app: App
  readonly clock: SimulatedClock
  readonly watch: Watch
}

/** A process of an instance, played: what happens in its lanes at one instant after the other. */
export class Stage {
  readonly #app: App
  readonly #clock: SimulatedClock
  readonly #watch: Watch
  readonly #desks = new Map<string, Desk>()
  #memories = new Map<string, TendMemory>()
  #fault: { readonly thrown: unknown } | undefined

  constructor({ app, clock, watch }: StageOptions) {
    this.#app = app
    this.#clock = clock
    this.#watch = watch
    watch.blame(() => this.#all.flatMap(({ desk }) => desk.running))
  }

  /** Writes the timetable as it stands just before anybody looks. */
  async prepare(): Promise<void> {
    for (const { plan } of this.#all) {
      const timed = [...plan.jobs].filter(([, { calendar }]) => calendar?.compiled.kind !== 'always')
      await generate({ ...plan, jobs: new Map(timed) }, this.#clock.now())
    }
  }

  /** Lets everything go on that was begun before. */
  async goOn(): Promise<void> {
    for (const { desk } of this.#all) await desk.keepLeases()
    this.#clock.wake()
    await this.#settle()
  }

  /** Looks at every lane as a worker does, and lets run what is due. */
  async look(): Promise<void> {
    const now = this.#clock.now()
    for (const { name, plan, desk } of this.#all) {
      const known = this.#memories.get(name)
      // A worker that jumps has not been away.
      const memory = known ? { ...known, lookedAt: now - LOOK_EVERY_MS } : {}
      const looked = await tend(plan, { now, memory }, { sender: desk.sender, logger: SILENT, signal: NEVER })
      this.#memories.set(name, looked.memory)
    }
    await this.#settle()
  }

  /** Makes a pass over every lane as `cron:run` does. */
  async pass(): Promise<void> {
    const now = this.#clock.now()
    for (const { plan, desk } of this.#all) {
      await beginPass(plan, { sender: desk.sender, now, logger: SILENT, signal: NEVER })
    }
    await this.#settle()
  }

  /** When something that was begun goes on. */
  get goesOnAt(): number {
    const hearsAt = this.#all.some(({ desk }) => desk.hasParked) ? this.#clock.now() + EXTEND_EVERY_MS : Infinity
    return Math.min(this.#clock.wakesAt, hearsAt)
  }

  /** When a worker would next find something to do. */
  async looksAt(): Promise<number> {
    const now = this.#clock.now()
    const instants = this.#all.map(async ({ name, plan, desk }) => {
      const { firstLeaseEnd, ...seen } = await glance(plan.lane)
      // Its own runs it speaks up for.
      const lost = desk.running.length === 0 ? firstLeaseEnd : undefined
      return nextLookAt(plan, { now, seen: { ...seen, firstLeaseEnd: lost }, memory: this.#memories.get(name) ?? {} })
    })
    return Math.min(...(await Promise.all(instants)))
  }

  /** The process dies with all its runs; the next one knows nothing. */
  crash(): void {
    this.#clock.forget()
    this.#memories = new Map()
    for (const { desk } of this.#all) desk.crash()
  }

  /** Asks what still runs to end. */
  leave(): void {
    for (const { desk } of this.#all) desk.abandon()
  }

  get #all(): readonly { readonly name: string; readonly plan: LanePlan; readonly desk: Desk }[] {
    return [...this.#app.plans()].map(([name, plan]) => ({ name, plan, desk: this.#deskOf(name) }))
  }

  #deskOf(name: string): Desk {
    const known = this.#desks.get(name)
    if (known) return known
    const desk = new Desk({
      plan: () => this.#planAt(name),
      clock: this.#clock,
      logger: SILENT,
      onPoison: pausingPoison(this.#app),
      onFault: (thrown) => {
        this.#fault ??= { thrown }
      },
    })
    this.#desks.set(name, desk)
    return desk
  }

  #planAt(name: string): LanePlan {
    const plan = this.#app.plans().get(name)
    if (!plan) throw new HorariumError('internal', `Lane ${name} is not planned.`)
    return plan
  }

  // Until nothing is left that can begin, and nobody whose time has come.
  async #settle(): Promise<void> {
    for (;;) {
      await this.#watch.within(this.#clock.idle())
      if (this.#fault) throw this.#fault.thrown
      const begun = this.#all.filter(({ desk }) => desk.begin()).length
      if (begun > 0 || this.#clock.wake()) continue
      if (!(await this.#tellObservers())) return
    }
  }

  // Who was told of something has read it by the time that everything else is answered.
  async #tellObservers(): Promise<boolean> {
    if (this.#app.configuration().observers.length === 0) return false
    await this.#app.redis.ping()
    const wasBusy = this.#clock.isBusy
    await this.#watch.within(this.#clock.idle())
    return wasBusy
  }
}

const NEVER = new AbortController().signal
