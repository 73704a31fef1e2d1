import { performance } from 'node:perf_hooks'
import { HorariumError } from '@horarium/core'

// Of real time; a handler that does real work for longer is not one to rehearse a day with.
const PATIENCE_MS = 30_000
const LOOK_EVERY_MS = 500

/** Ends a rehearsal that does not go on: when it is told to, or when a handler takes too long. */
export class Watch {
  readonly #broken: Promise<never>
  readonly #timer: NodeJS.Timeout
  #heldUpBy: () => readonly string[] = () => []
  #movedAt = performance.now()

  constructor(signal: AbortSignal | undefined) {
    let fail: (reason: unknown) => void = () => undefined
    this.#broken = new Promise((_, reject) => {
      fail = reject
    })
    this.#broken.catch(() => undefined)
    signal?.addEventListener('abort', () => fail(signal.reason), { once: true })
    if (signal?.aborted) fail(signal.reason)
    this.#timer = setInterval(() => {
      if (performance.now() - this.#movedAt > PATIENCE_MS) fail(this.#stuck())
    }, LOOK_EVERY_MS).unref()
  }

  /** Says who is to be blamed. */
  blame(heldUpBy: () => readonly string[]): void {
    this.#heldUpBy = heldUpBy
  }

  /** Waits for what must end soon. */
  async within<Answer>(work: Promise<Answer>): Promise<Answer> {
    this.#movedAt = performance.now()
    const answer = await Promise.race([work, this.#broken])
    this.#movedAt = performance.now()
    return answer
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #stuck(): HorariumError {
    const who = this.#heldUpBy().join(', ')
    const remedy = 'A handler must not wait for real time to pass; say with `lasts` how long its runs take.'
    return new HorariumError('usage', `Nothing has ended for ${PATIENCE_MS / 1_000} s of real time: ${who}. ${remedy}`)
  }
}
