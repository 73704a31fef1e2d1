import { randomUUID } from 'node:crypto'
import { compileCalendar } from '@horarium/calendar'
import {
  type CalendarSpec,
  type Clock,
  DEFAULT_POLICY,
  fingerprintOf,
  type GroupSettings,
  groupSettings,
  type JobPolicy,
  type JobStatus,
  type LogFields,
  type Logger,
  resolveSettings,
} from '@horarium/core'
import {
  askTargetsHere,
  callHere,
  type ExecutionPorts,
  type LanePlan,
  openExecutionPorts,
  planLane,
  type PlannedJob,
} from '@horarium/engine'
import type { Sender } from '@horarium/queue'
import { connectRedis, type Lane, openLane, type Redis } from '@horarium/store'
import { afterAll, inject } from 'vitest'

type Handler = Parameters<typeof callHere>[0]

export const NOON: number = Date.UTC(2026, 0, 31, 12)
export const SECOND = 1_000
export const MINUTE = 60_000
export const HOUR = 3_600_000

let shared: Redis | undefined
afterAll(() => shared?.disconnect())

/** A lane nobody else writes to. */
export function testLane(): Lane {
  shared ??= connectRedis(inject('redisAddress'))
  return openLane(shared, `test-${randomUUID()}`, 'default')
}

/** All keys of a lane, without their prefix. */
export async function keysOf({ redis, keys }: Lane): Promise<readonly string[]> {
  // Asked of the node that holds the lane; KEYS alone asks any.
  const found = await redis.eval("return redis.call('KEYS', ARGV[1])", 1, keys.pending, `${keys.prefix}:*`)
  return (found as readonly string[]).map((key) => key.slice(keys.prefix.length + 1)).toSorted()
}

/** A clock that moves only when it is told to. */
export interface TestClock extends Clock {
  set(instant: number): void
}

export function testClock(start: number = NOON): TestClock {
  let now = start
  return {
    now: () => now,
    set: (instant) => {
      now = instant
    },
  }
}

export interface TestJob {
  /** A cron expression, a word, or seconds; none for a job that only people start. */
  readonly when?: string | number
  readonly does?: Handler
  /** Names its targets. */
  readonly names?: Handler
  readonly policy?: Partial<JobPolicy>
  readonly status?: JobStatus
}

/** A job as a plan holds it. */
export function testJob(code: string, { when, does, names, status = 'ok', policy }: TestJob = {}): PlannedJob {
  const spec = when === undefined || status !== 'ok' ? undefined : specOf(code, when)
  const compiled = spec && compileCalendar(spec).calendar
  if (spec && !compiled) throw new Error(`'${String(when)}' does not compile`)
  const place = { module: 'Test_Module', file: 'config.xml', line: 1 }
  return {
    definition: {
      code,
      group: 'default',
      status,
      handler: 'test/work::run',
      params: {},
      policy: { ...DEFAULT_POLICY, ...policy },
      problems: [],
      ...place,
      ...(spec ? { calendar: spec } : {}),
      ...(names ? { targets: 'test/work::names' } : {}),
    },
    ...(spec && compiled ? { calendar: { compiled, fingerprint: fingerprintOf(spec) } } : {}),
    ...(does ? { call: callHere(does) } : {}),
    ...(names ? { askTargets: askTargetsHere(names) } : {}),
  }
}

function specOf(code: string, when: string | number): CalendarSpec {
  if (typeof when === 'number') return { kind: 'every', seconds: when }
  return { kind: 'expression', expression: when, dialect: 'standard', timezone: 'UTC', seed: code }
}

/** A plan with the settings nobody has touched, apart from `change`. */
export function testPlan(
  lane: Lane,
  jobs: readonly PlannedJob[],
  { revision = 0, ...change }: Partial<GroupSettings> & { readonly revision?: number } = {},
): LanePlan {
  const settings = { ...groupSettings(resolveSettings([]), 'default'), ...change }
  return planLane({ lane, settings, revision }, jobs)
}

export interface LoggedLine {
  readonly level: string
  readonly message: string
  readonly fields: LogFields | undefined
}

/** A logger that remembers. */
export function testLogger(): Logger & { readonly lines: readonly LoggedLine[] } {
  const lines: LoggedLine[] = []
  const at =
    (level: string) =>
    (message: string, fields?: LogFields): void => {
      lines.push({ level, message, fields })
    }
  return { lines, error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') }
}

/** A transport that keeps what it is given until somebody takes it. */
export function testSender(): Sender & { readonly sent: string[] } {
  const sent: string[] = []
  const send = async (ids: readonly string[]): Promise<void> => {
    sent.push(...ids)
  }
  return {
    sent,
    send,
    sendAgain: send,
    sendAnew: send,
    close: async () => undefined,
  }
}

/** The ports of a worker process. */
export function testPorts(
  plan: LanePlan,
  clock: Clock,
  { worker = 'worker-1', sender = testSender() }: { readonly worker?: string; readonly sender?: Sender } = {},
): ExecutionPorts {
  return openExecutionPorts({ plan: () => plan, clock, logger: testLogger(), worker, sender })
}
