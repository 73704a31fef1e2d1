import { performance } from 'node:perf_hooks'
import type { App } from '../app.js'
import { checkHealth, type Health } from './health.js'
import { listJobs } from './list-jobs.js'

/** Health as a service tells it that runs tasks: which are active, when each ran last, and which failed then. */
export interface ServiceHealth extends Health {
  /** Codes of the jobs their calendars start. */
  readonly activeTasks: readonly string[]
  /** Epoch ms, by job. */
  readonly lastRunTimes: Readonly<Record<string, number>>
  /** By job whose last run failed, or that cannot run: why. */
  readonly errors: Readonly<Record<string, string>>
  /** How far the hour of Redis is ahead of this machine's. */
  readonly clockOffsetMs: number
}

export async function serviceHealth(app: App): Promise<ServiceHealth> {
  const [health, listings] = await Promise.all([checkHealth(app), listJobs(app)])
  const byCode = <Value>(value: (listing: (typeof listings)[number]) => Value | undefined): Record<string, Value> =>
    Object.fromEntries(
      listings.flatMap((listing) => {
        const found = value(listing)
        return found === undefined ? [] : [[listing.definition.code, found]]
      }),
    )
  return {
    ...health,
    activeTasks: listings
      .filter(({ definition: { status, calendar, policy } }) => status === 'ok' && calendar && !policy.manualOnly)
      .map(({ definition }) => definition.code),
    lastRunTimes: byCode(({ lastRunAt }) => lastRunAt),
    errors: byCode(errorOf),
    clockOffsetMs: Math.round(app.clock.now() - performance.timeOrigin - performance.now()),
  }
}

function errorOf({
  definition,
  lastStatus,
  lastReason,
}: Awaited<ReturnType<typeof listJobs>>[number]): string | undefined {
  if (definition.status === 'invalid') {
    const found = definition.problems.find(({ severity }) => severity === 'error')
    return found ? `${found.message}. ${found.remedy}` : 'invalid'
  }
  return lastStatus === 'error' ? (lastReason ?? 'error') : undefined
}
