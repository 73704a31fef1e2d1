import type { Clock } from '@horarium/core'

interface Sleeper {
  /** Epoch ms. */
  readonly until: number
  readonly wake: () => void
}

/** A clock that stands until it is moved, those who sleep by it, and whether anybody else is at work. */
export class SimulatedClock implements Clock {
  #now: number
  #busy = 0
  #sleepers: Sleeper[] = []
  #onIdle: (() => void)[] = []

  constructor(now: number) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  moveTo(instant: number): void {
    this.#now = instant
  }

  /** When the first of those who sleep is to wake. */
  get wakesAt(): number {
    return Math.min(...this.#sleepers.map(({ until }) => until))
  }

  get isBusy(): boolean {
    return this.#busy > 0
  }

  /** Waits until all work that was begun has ended or sleeps. */
  idle(): Promise<void> {
    return this.#busy === 0 ? Promise.resolve() : new Promise((resolve) => this.#onIdle.push(resolve))
  }

  /** Counts a piece of work until it ends. */
  async work<Answer>(piece: () => Promise<Answer>): Promise<Answer> {
    this.#busy += 1
    try {
      return await piece()
    } finally {
      this.#rest()
    }
  }

  /** Lets a piece of work sleep; `onEarly` is handed what wakes it before its time. */
  async sleep(until: number, onEarly: (wake: () => void) => void): Promise<void> {
    await new Promise<void>((resolve) => {
      const sleeper: Sleeper = {
        until,
        wake: () => {
          if (!this.#sleepers.includes(sleeper)) return
          this.#sleepers = this.#sleepers.filter((one) => one !== sleeper)
          this.#busy += 1
          resolve()
        },
      }
      this.#sleepers.push(sleeper)
      this.#rest()
      onEarly(sleeper.wake)
    })
  }

  /** Wakes everybody whose time has come; answers whether there was anybody. */
  wake(): boolean {
    const due = this.#sleepers.filter(({ until }) => until <= this.#now).toSorted((a, b) => a.until - b.until)
    for (const { wake } of due) wake()
    return due.length > 0
  }

  /** Those who sleep never wake. */
  forget(): void {
    this.#sleepers = []
  }

  #rest(): void {
    this.#busy -= 1
    if (this.#busy === 0) for (const resolve of this.#onIdle.splice(0)) resolve()
  }
}
