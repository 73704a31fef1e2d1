import { type AlertScope, lookForAlerts, type WatchedJob } from '@horarium/alerts'
import { DEFAULT_POLICY, type FinishedStatus } from '@horarium/core'
import { addReleased, finishWaiting, type Lane, openInstance } from '@horarium/store'
import type { Bench } from '../bench.js'
import { median, round } from '../figures.js'
import { type FreshRedis, withFreshRedis } from '../fresh-redis.js'
import { benchLane, crontabJobs } from '../plans.js'
import { clocked } from '../rounds.js'
import { defineRow, type Measured, type Row } from '../row.js'

interface AlertLook {
  readonly first: number
  readonly quiet: number
  readonly succeeded: number
  readonly failed: number
}

const JOBS = 10_000
const NOON = Date.UTC(2026, 0, 31, 12)
const MINUTE_MS = 60_000
// Further apart than what a look sees twice.
const STEP_MS = 10 * MINUTE_MS

/** What a look for alerts costs, made once a minute by one process of the instance. */
export const ALERT_LOOK: Row = defineRow<AlertLook>({
  name: 'alertLookMs',
  measure,
  bars: [
    {
      what: 'a look for alerts at 10,000 jobs, nothing new',
      bar: '< 5 ms',
      read: ({ quiet }) => `${quiet} ms`,
      isMet: ({ quiet }) => quiet < 5,
    },
    {
      what: 'the same after all succeeded, after all failed',
      bar: '',
      read: ({ succeeded, failed }) => `${succeeded} ms, ${failed} ms`,
      isMet: () => true,
    },
    {
      what: 'the first look with other jobs',
      bar: '',
      read: ({ first }) => `${first} ms`,
      isMet: () => true,
    },
  ],
})

async function measure(bench: Bench): Promise<Measured<AlertLook>> {
  const rounds: AlertLook[] = []
  for (let at = 0; at < bench.rounds; at += 1)
    rounds.push(await withFreshRedis(bench, (fresh) => measureLooks(fresh, bench.size(JOBS, 500))))
  const of = (name: keyof AlertLook): number => median(rounds.map((one) => one[name]))
  return {
    figure: { first: of('first'), quiet: of('quiet'), succeeded: of('succeeded'), failed: of('failed') },
  }
}

async function measureLooks({ redis }: FreshRedis, count: number): Promise<AlertLook> {
  const lane = benchLane(redis)
  const jobs = new Map(
    crontabJobs(count).map(({ definition, calendar }) => [definition.code, watched(lane, definition.code, calendar)]),
  )
  const scope: AlertScope = {
    instance: openInstance(redis, 'hz'),
    lanes: [lane],
    jobs,
    digest: 'a',
    channels: [],
    name: '',
  }
  let now = NOON
  const look = async (): Promise<number> => {
    now += STEP_MS
    return round((await clocked(() => lookForAlerts(scope, now))).ms, 1)
  }
  const first = await look()
  const quiet = await look()
  await endAll(lane, [...jobs.keys()], { status: 'success', now })
  const succeeded = await look()
  await endAll(lane, [...jobs.keys()], { status: 'error', now })
  return { first, quiet, succeeded, failed: await look() }
}

function watched(lane: Lane, code: string, calendar: WatchedJob['calendar']): WatchedJob {
  const job = {
    code,
    group: 'default',
    alert: DEFAULT_POLICY.alert,
    lane,
    hasTargets: false,
    holds: [],
    isGuarded: false,
  }
  return calendar ? { ...job, calendar } : job
}

async function endAll(
  lane: Lane,
  codes: readonly string[],
  { status, now }: { readonly status: FinishedStatus; readonly now: number },
): Promise<void> {
  const ids = await Promise.all(codes.map((jobCode) => addReleased(lane, { jobCode, instant: now }, now)))
  const endings = ids.flatMap((id) => (id === undefined ? [] : [{ id, status, reason: 'TypeError: the disk is full' }]))
  await finishWaiting(lane, endings, { now, from: 'released' })
}
