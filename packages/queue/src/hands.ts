/** The ids in hand, never more than the limit at once. Of one lane and one process; one caller waits for room. */
export class Hands {
  readonly #held = new Map<string, Promise<void>>()
  #limit: number
  #isOpen = true
  #changed: () => void = () => undefined

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Takes an id and works on it, unless it is in hand already. */
  take(id: string, work: (id: string) => Promise<void>): void {
    if (this.#held.has(id)) return
    this.#held.set(id, this.#workOn(id, work))
  }

  setLimit(limit: number): void {
    this.#limit = limit
    this.#changed()
  }

  /** Lets nobody wait for room any more. */
  close(): void {
    this.#isOpen = false
    this.#changed()
  }

  /** Waits until one more id may be taken; answers whether one may, within the time and before the hands close. */
  async room(withinMs: number = Number.POSITIVE_INFINITY): Promise<boolean> {
    while (this.#isOpen && this.#held.size >= this.#limit) if (!(await this.#change(withinMs))) return false
    return this.#isOpen
  }

  /** Waits until nothing is in hand. */
  async empty(): Promise<void> {
    while (this.#held.size > 0) await Promise.all(this.#held.values())
  }

  async #workOn(id: string, work: (id: string) => Promise<void>): Promise<void> {
    try {
      await work(id)
    } finally {
      this.#held.delete(id)
      this.#changed()
    }
  }

  #change(withinMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = withinMs === Number.POSITIVE_INFINITY ? undefined : setTimeout(() => resolve(false), withinMs)
      this.#changed = () => {
        clearTimeout(timer)
        resolve(true)
      }
    })
  }
}
