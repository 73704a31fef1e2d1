import { setTimeout } from 'node:timers/promises'
import { type App, changesBetween, type Marks, readMarks } from '@horarium/app'
import { HorariumError, logOf, sentenceOf } from '@horarium/core'
import { Listener } from './listener.js'

const LOOK_EVERY_MS = 1_000
const MOST = 200

/** Looks once a second whether anything has changed, for all who listen together, and not at all where nobody does. */
export class ChangeFeed {
  readonly #app: App
  readonly #listeners = new Set<Listener>()
  readonly #stop = new AbortController()
  #marks: Promise<Marks> | undefined
  #looking: Promise<void> = Promise.resolve()

  constructor(app: App) {
    this.#app = app
  }

  /** Begins to listen: whatever changes from now on will be told. Throws `conflict` where too many listen already. */
  async listen(): Promise<Listener> {
    if (this.#listeners.size >= MOST) throw new HorariumError('conflict', `${MOST} listen to this process already.`)
    const listener = new Listener()
    this.#listeners.add(listener)
    try {
      if (this.#marks === undefined) {
        this.#marks = readMarks(this.#app)
        this.#looking = this.#lookOn()
      }
      await this.#marks
      if (this.#stop.signal.aborted) listener.close()
      return listener
    } catch (error) {
      this.leave(listener)
      throw error
    }
  }

  leave(listener: Listener): void {
    listener.close()
    this.#listeners.delete(listener)
  }

  /** Nobody is told anything any more. */
  async close(): Promise<void> {
    this.#stop.abort()
    for (const listener of this.#listeners) listener.close()
    await this.#looking
  }

  async #lookOn(): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted && this.#listeners.size > 0) {
      await setTimeout(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined)
      if (!signal.aborted) await this.#look()
    }
    this.#marks = undefined
  }

  async #look(): Promise<void> {
    try {
      const before = await this.#marks
      const after = await readMarks(this.#app)
      this.#marks = Promise.resolve(after)
      const changes = before ? changesBetween(before, after) : []
      for (const listener of this.#listeners) listener.tell(changes)
    } catch (error) {
      logOf('http', this.#app.logger).debug('no look at what has changed', { error: sentenceOf(error) })
    }
  }
}
