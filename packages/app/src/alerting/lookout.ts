import { logOf, sentenceOf } from '@horarium/core'
import { pause } from '@horarium/engine'
import type { App } from '../app.js'
import { makeAlertLook } from './make-look.js'

// By then the timetable is written: what passed while nobody lived stands in it.
const FIRST_AFTER_MS = 15_000
// Looks are a minute apart, whoever makes them; so often is asked whether it is time.
const ASK_EVERY_MS = 20_000

/** Looks for alerts as long as its process lives. */
export class Lookout {
  readonly #app: App
  readonly #stopped = new AbortController()
  #looking: Promise<void> = Promise.resolve()

  constructor(app: App) {
    this.#app = app
  }

  start(): void {
    this.#looking = this.#lookOn()
  }

  /** Stops; a delivery that was begun is waited for. */
  async stop(): Promise<void> {
    this.#stopped.abort()
    await this.#looking
  }

  async #lookOn(): Promise<void> {
    const { signal } = this.#stopped
    await pause(FIRST_AFTER_MS, signal)
    while (!signal.aborted) {
      await lookSafely(this.#app, signal)
      await pause(ASK_EVERY_MS, signal)
    }
  }
}

/** Looks once; what goes wrong with that is no reason for anything else to. */
export async function lookSafely(app: App, signal: AbortSignal): Promise<void> {
  try {
    await makeAlertLook(app, signal)
  } catch (error) {
    logOf('alerts', app.logger).warn('no look for alerts could be made', { error: sentenceOf(error) })
  }
}
