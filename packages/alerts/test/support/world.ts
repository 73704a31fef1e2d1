import { randomUUID } from 'node:crypto'
import {
  type AlertScope,
  type Channel,
  deliverOutbox,
  lookForAlerts,
  type Message,
  type WatchedJob,
} from '@horarium/alerts'
import { compileCalendar } from '@horarium/calendar'
import { type AlertPolicy, type Calendar, DEFAULT_POLICY, type FinishedStatus, type Logger } from '@horarium/core'
import {
  addReleased,
  claimEntries,
  connectRedis,
  finishRuns,
  finishWaiting,
  type Lane,
  openInstance,
  openLane,
  type Redis,
} from '@horarium/store'
import { afterAll, inject } from 'vitest'

export const NOON: number = Date.UTC(2026, 0, 31, 12)
export const MINUTE = 60_000
export const HOUR: number = 60 * MINUTE
export const DAY: number = 24 * HOUR

export const silent: Logger = { error: ignore, warn: ignore, info: ignore, debug: ignore }

function ignore(): void {}

let shared: Redis | undefined
afterAll(() => {
  shared?.disconnect()
  shared = undefined
})

/** What a watched job may say that is not as usual. */
export type JobParts = Partial<Omit<WatchedJob, 'alert' | 'calendar'>> & {
  readonly alert?: Partial<AlertPolicy>
  /** Its expression; empty for none. Hourly when it is left out. */
  readonly when?: string
}

/** An instance nobody else writes to, its jobs, and the time. */
export class World {
  readonly lane: Lane
  readonly jobs = new Map<string, WatchedJob>()
  readonly delivered: Message[] = []
  channels: Channel[] = [
    {
      name: 'test',
      deliver: (message) => {
        this.delivered.push(message)
        return Promise.resolve()
      },
    },
  ]
  now = NOON
  readonly #scope: Pick<AlertScope, 'instance' | 'lanes' | 'jobs' | 'name'>

  constructor(jobs: Readonly<Record<string, JobParts>> = { mail: {} }) {
    shared ??= connectRedis(inject('redisAddress'))
    const namespace = `test-${randomUUID()}`
    this.lane = openLane(shared, namespace, 'default')
    this.#scope = { instance: openInstance(shared, namespace), lanes: [this.lane], jobs: this.jobs, name: 'here' }
    for (const [code, parts] of Object.entries(jobs)) this.declare(code, parts)
  }

  get instance(): AlertScope['instance'] {
    return this.#scope.instance
  }

  get scope(): AlertScope {
    const digest = JSON.stringify([...this.jobs.values()].map(({ calendar, alert }) => [calendar?.fingerprint, alert]))
    return { ...this.#scope, digest, channels: this.channels.map(({ name }) => name) }
  }

  declare(code: string, { alert, when = '0 * * * *', ...parts }: JobParts): void {
    const calendar = when === '' ? {} : { calendar: { compiled: calendarOf(when), fingerprint: when } }
    this.jobs.set(code, {
      code,
      group: 'default',
      alert: { ...DEFAULT_POLICY.alert, ...alert },
      lane: this.lane,
      hasTargets: false,
      holds: [],
      isGuarded: false,
      ...calendar,
      ...parts,
    })
  }

  /** Lets an entry of a job end now. */
  async end(
    jobCode: string,
    status: FinishedStatus,
    parts: { target?: string; durationMs?: number } = {},
  ): Promise<void> {
    const { target, ...more } = parts
    const id = await addReleased(this.lane, { jobCode, instant: this.now, target }, this.now)
    if (id === undefined) throw new Error('there is such an entry')
    await finishWaiting(this.lane, [{ id, status, reason: `${status} for a reason`, ...more }], {
      now: this.now,
      from: 'released',
    })
  }

  /** Lets an entry of a job begin now; answers what lets it end. */
  async begin(jobCode: string): Promise<() => Promise<void>> {
    const { lane, now } = this
    const id = (await addReleased(lane, { jobCode, instant: now }, now)) ?? ''
    const order = { now, leaseEnd: now + DAY, worker: 'w' }
    await claimEntries(lane, [{ id, jobCode, token: 't' }], order)
    return async () => {
      const ending = { id, token: 't', status: 'success', reason: 'done', durationMs: this.now - now } as const
      await finishRuns(lane, [ending], { now: this.now })
    }
  }

  /** Looks as much later, and delivers; answers what was delivered then, `<kind> <job>` of each notice. */
  async look(laterMs: number = MINUTE): Promise<readonly string[]> {
    this.now += laterMs
    const before = this.delivered.length
    await lookForAlerts(this.scope, this.now)
    await this.deliver()
    return this.delivered
      .slice(before)
      .flatMap(({ notices }) => notices.map(({ kind, jobCode }) => `${kind} ${jobCode}`))
  }

  async deliver(): Promise<void> {
    const { channels, now } = this
    const signal = new AbortController().signal
    await deliverOutbox(this.instance, { channels, clock: { now: () => now }, logger: silent, signal })
  }
}

function calendarOf(expression: string): Calendar {
  const spec = { kind: 'expression', expression, dialect: 'standard', timezone: 'UTC', seed: 'x' } as const
  const { calendar } = compileCalendar(spec)
  if (!calendar) throw new Error(`no calendar: ${expression}`)
  return calendar
}
