import { setTimeout } from 'node:timers/promises'
import type { Change } from '@horarium/app'

/** Somebody who is told of changes: what they have not taken yet is kept once, however often it has changed. */
export class Listener {
  readonly #untold = new Map<string, Change>()
  #wake = new AbortController()
  #isClosed = false

  /** They are told no more. */
  close(): void {
    this.#isClosed = true
    this.#wake.abort()
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  tell(changes: readonly Change[]): void {
    for (const change of changes) this.#untold.set(`${change.topic} ${change.group ?? ''}`, change)
    if (this.#untold.size > 0) this.#wake.abort()
  }

  /** What has changed since the last time; nothing after so long without a change, or when it is closed. */
  async next(withinMs: number): Promise<readonly Change[]> {
    await setTimeout(withinMs, undefined, { signal: this.#wake.signal }).catch(() => undefined)
    const changes = [...this.#untold.values()]
    this.#untold.clear()
    if (!this.#isClosed) this.#wake = new AbortController()
    return changes
  }
}
