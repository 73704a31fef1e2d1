import { performance } from 'node:perf_hooks'
import { groupOf } from '@horarium/core'
import type { LanePlan } from '@horarium/engine'
import { glance, type LaneSize, readPass, readSize, readWorkers, WORKER_GONE_MS } from '@horarium/store'
import type { App } from '../app.js'
import { guardsNow } from '../guards.js'

/** How one lane stands. */
export interface LaneFigures extends LaneSize {
  readonly group: string
  /** Since the timetable was last written ahead; absent where it never was. */
  readonly timetableAgeMs: number | undefined
  /** How far ahead it is written each time. */
  readonly horizonMs: number
  /** How long the entry that is due longest waits to be released, or to be claimed since it was. */
  readonly waitingMs: number
}

/** How the whole instance stands, whoever asks. */
export interface InstanceFigures {
  readonly lanes: readonly LaneFigures[]
  readonly jobs: Readonly<Record<'ok' | 'invalid' | 'disabled', number>>
  readonly workers: number
  readonly guards: number
  readonly passAgeMs: number | undefined
  /** How far the hour of Redis is ahead of this machine's. */
  readonly clockOffsetMs: number
  /** How long Redis took to answer nothing. */
  readonly latencyMs: number
}

/** Reads them at a cost that does not grow with jobs or entries, but with lanes. */
export async function readFigures(app: App): Promise<InstanceFigures> {
  const { clock, instance, redis } = app
  const asked = performance.now()
  await redis.ping()
  const latencyMs = performance.now() - asked
  const now = clock.now()
  const clockOffsetMs = now - performance.timeOrigin - performance.now()
  const plans = [...app.plans().values()]
  const [workers, pass, lanes] = await Promise.all([
    readWorkers(instance),
    readPass(instance),
    Promise.all(plans.map((plan) => readLane(plan, now))),
  ])
  const { jobs } = app.configuration()
  const count = (status: string): number => jobs.filter((job) => job.status === status).length
  return {
    lanes,
    jobs: { ok: count('ok'), invalid: count('invalid'), disabled: count('disabled') },
    workers: workers.filter(({ seenAt }) => seenAt > now - WORKER_GONE_MS).length,
    guards: guardsNow(app.configuration(), now).length,
    passAgeMs: pass && now - pass.at,
    clockOffsetMs,
    latencyMs,
  }
}

async function readLane({ lane, settings }: LanePlan, now: number): Promise<LaneFigures> {
  const [size, { generatedAt, firstDue = now, firstReleased = now }] = await Promise.all([readSize(lane), glance(lane)])
  return {
    ...size,
    group: groupOf(lane.name),
    timetableAgeMs: generatedAt === undefined ? undefined : now - generatedAt,
    horizonMs: settings.aheadMs,
    waitingMs: Math.max(0, now - Math.min(firstDue, firstReleased)),
  }
}
