import type { HandlerAddress } from '@horarium/config/handlers'
import type { Logger } from '@horarium/core'
import { forkChild, type Forked } from './fork-child.js'
import type { Fault } from './protocol.js'

export interface CheckOptions {
  readonly directory: string
  readonly logger: Logger
}

/** What is wrong with a handler; `sound` = nothing. */
type Verdict = Fault | 'sound'

// Longer than a child waits for one file by itself: only a blocked one is late.
const WITHIN_MS = 12_000

/**
 * Loads handlers in a process of its own and tells what is wrong with each, in their order: code that exits, blocks or
 * throws where it is loaded harms nobody.
 */
export async function checkHandlers(
  handlers: readonly HandlerAddress[],
  options: CheckOptions,
): Promise<readonly (Fault | undefined)[]> {
  if (handlers.length === 0) return []
  const checker = new Checker(options)
  const verdicts = await Promise.all(handlers.map((handler) => checker.check(handler)))
  checker.close()
  // Whoever took the process with it is found by trying those that are left one by one.
  for (let index = 0; index < handlers.length; index += 1) {
    const handler = handlers[index]
    // oxlint-disable-next-line no-await-in-loop
    if (handler && !verdicts[index]) verdicts[index] = await checkAlone(handler, options)
  }
  return verdicts.map((verdict) => (verdict === 'sound' ? undefined : verdict))
}

async function checkAlone(handler: HandlerAddress, options: CheckOptions): Promise<Verdict> {
  const checker = new Checker(options)
  const verdict = await checker.check(handler)
  checker.close()
  return verdict ?? { message: `${handler.file} ${checker.end}`, remedy: 'Do nothing at the top level but declare.' }
}

/** A process that loads handlers. */
class Checker {
  readonly #child: Forked
  readonly #waiting = new Map<number, (verdict: Verdict | undefined) => void>()
  readonly #late: NodeJS.Timeout
  #last = 0
  /** How it ended, after the name of a file. */
  end = 'ends its process when it is loaded'

  constructor({ directory, logger }: CheckOptions) {
    const onOutput = (line: string): void => logger.info('output of a handler', { line })
    this.#child = forkChild({ directory, heapMiB: 0, onOutput }, (news) => {
      this.#late.refresh()
      for (const one of news) if (one.is === 'checked') this.#answer(one.check, one.fault ?? 'sound')
    })
    this.#late = setTimeout(() => {
      this.end = `blocks its process for ${WITHIN_MS / 1_000} s when it is loaded`
      this.#child.kill()
    }, WITHIN_MS)
    void this.#child.gone.then(() => this.close())
  }

  /** Answers nothing when the process ends before. */
  check(handler: HandlerAddress): Promise<Verdict | undefined> {
    this.#last += 1
    const check = this.#last
    this.#child.send({ do: 'check', check, handler })
    return new Promise((resolve) => {
      this.#waiting.set(check, resolve)
    })
  }

  close(): void {
    clearTimeout(this.#late)
    this.#child.kill()
    for (const check of this.#waiting.keys()) this.#answer(check, undefined)
  }

  #answer(check: number, verdict: Verdict | undefined): void {
    this.#waiting.get(check)?.(verdict)
    this.#waiting.delete(check)
  }
}
