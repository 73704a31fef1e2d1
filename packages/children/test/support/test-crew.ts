import { fileURLToPath } from 'node:url'
import { type CalledRun, Crew, type CrewLimits } from '@horarium/children'
import type { HandlerAddress } from '@horarium/config/handlers'
import type { Isolation, LogFields, Logger, Outcome } from '@horarium/core'
import { afterEach } from 'vitest'

const TROUBLE = fileURLToPath(new URL('trouble.mjs', import.meta.url))

/** The address of a handler of `trouble.mjs`. */
export function trouble(method: string): HandlerAddress {
  return { file: TROUBLE, className: 'trouble', method }
}

const LIMITS: CrewLimits = { size: 1, blockLimitMs: 1_500, memoryMiB: 0, recycleAfter: 0 }
const opened: TestCrew[] = []

afterEach(async () => {
  await Promise.all(opened.splice(0).map((crew) => crew.crew.close()))
})

/** One run of a test. */
export interface TestRun {
  readonly ended: Promise<Outcome>
  readonly stop: (reason: Error) => void
}

/** A crew of real processes, and what was said in it. */
export class TestCrew {
  readonly crew: Crew
  readonly lines: (LogFields & { readonly message: string })[] = []
  #runs = 0
  /** What becomes of an entry a handler asks for. */
  enqueue: CalledRun['schedule']['enqueue'] = (jobCode) => Promise.resolve(`${jobCode}@20260131T120000.001Z`)

  constructor(limits: Partial<CrewLimits> = {}) {
    this.crew = new Crew({ directory: import.meta.dirname, logger: this.#logger(), limits: { ...LIMITS, ...limits } })
    opened.push(this)
  }

  /** Has a handler of `trouble.mjs` called. */
  start(method: string, params: Record<string, string> = {}, isolation: Isolation = 'shared'): TestRun {
    const { run, stop } = this.#makeRun(method, params)
    return { ended: this.crew.call(trouble(method), run, isolation), stop }
  }

  run(method: string, params: Record<string, string> = {}, isolation: Isolation = 'shared'): Promise<Outcome> {
    return this.start(method, params, isolation).ended
  }

  #makeRun(jobCode: string, params: Record<string, string>): { run: CalledRun; stop: (reason: Error) => void } {
    this.#runs += 1
    let told: ((stop: Error) => void) | undefined
    let stopped: Error | undefined
    const log = this.#logger()
    const schedule: CalledRun['schedule'] = {
      id: `${jobCode}@20260131T1200${String(this.#runs).padStart(2, '0')}Z`,
      jobCode,
      scheduledAt: new Date(Date.UTC(2026, 0, 31, 12)),
      attempt: 1,
      params,
      log,
      enqueue: (asked, wish) => this.enqueue(asked, wish),
      progress: (percent) => this.lines.push({ message: 'progress', percent }),
      setMessage: (said) => this.lines.push({ message: 'said', said }),
    }
    const onStop = (listener: (stop: Error) => void): void => {
      told = listener
      if (stopped) listener(stopped)
    }
    const stop = (reason: Error): void => {
      stopped = reason
      told?.(reason)
    }
    return { run: { schedule, onStop }, stop }
  }

  #logger(): Logger {
    const write = (message: string, fields: LogFields = {}): void => void this.lines.push({ message, ...fields })
    return { debug: write, info: write, warn: write, error: write }
  }
}
