import { parseDuration, pauseReason, type Problem } from '@horarium/core'
import { type LaneSize, readPass, readSize, readWorkers, WORKER_GONE_MS, type WorkerSign } from '@horarium/store'
import type { App } from '../app.js'
import type { Configuration } from '../configuration.js'
import { guardsNow } from '../guards.js'
import { BY_CRON_RUN } from '../pass.js'
import { isPoisoned } from './pause-poisoned.js'
import { orphansOf } from '../unread-settings.js'

export interface Health {
  readonly healthy: boolean
  /** What is wrong, in sentences; empty when healthy. */
  readonly reasons: readonly string[]
  /** What is no harm, but wants to be looked at. */
  readonly warnings: readonly string[]
  /** What keeps the calendar from starting jobs of whole groups, as somebody wanted; no harm either. */
  readonly guards: readonly string[]
  readonly redis: { readonly description: string; readonly latencyMs: number }
  readonly workers: readonly WorkerSign[]
  readonly lastPass: { readonly at: number; readonly by: string } | undefined
  readonly lanes: Readonly<Record<string, LaneSize>>
}

/** Whether the instance works: Redis answers, and somebody made a pass lately. */
export async function checkHealth(app: App): Promise<Health> {
  const { clock, instance, redis, lease } = app
  const asked = clock.now()
  await redis.ping()
  const latencyMs = clock.now() - asked
  const [workers, lastPass] = await Promise.all([readWorkers(instance), readPass(instance)])
  const alive = workers.filter(({ seenAt }) => seenAt > clock.now() - WORKER_GONE_MS)
  const sizes = await Promise.all(
    [...app.plans()].map(async ([name, { lane }]) => [name, await readSize(lane)] as const),
  )
  const limitMs = parseDuration(app.configuration().settings.ofInstance('health_pass_limit').value) ?? 0
  const reasons = reasonsOf({ alive: alive.length, now: clock.now(), lastPass, limitMs })
  return {
    healthy: reasons.length === 0,
    reasons,
    warnings: [
      ...orphanWarnings(app.configuration()),
      ...unservedWarnings(app.configuration(), alive),
      ...poisonWarnings(app),
    ],
    guards: guardsNow(app.configuration(), clock.now()),
    redis: { description: lease.description, latencyMs },
    workers: alive,
    lastPass,
    lanes: Object.fromEntries(sizes),
  }
}

function poisonWarnings(app: App): readonly string[] {
  const now = app.clock.now()
  return app.configuration().jobs.flatMap((job) => {
    const { code, pause } = job
    if (!pause || !isPoisoned(job, now)) return []
    return [`job ${code} is ${pauseReason(pause)}: see history:list --job ${code}; job:resume ${code} ends it`]
  })
}

// Where nobody but a system crontab runs jobs, no worker is missed.
function unservedWarnings({ jobs }: Configuration, alive: readonly WorkerSign[]): readonly string[] {
  const workers = alive.filter(({ executes }) => executes)
  if (workers.length === 0) return []
  const wanted = new Set(jobs.filter(({ status }) => status === 'ok').map(({ group }) => group))
  const isServed = (group: string): boolean => workers.some(({ groups }) => groups?.includes(group) ?? true)
  return [...wanted]
    .filter((group) => !isServed(group))
    .map((group) => `no worker that lives runs the group ${group}: horarium worker --groups ${group}`)
}

interface Signs {
  readonly alive: number
  readonly now: number
  readonly lastPass: Health['lastPass']
  readonly limitMs: number
}

const WHAT_TO_DO = 'run start, worker or cron:run'

// Where a system crontab makes the passes, no worker is missed.
function reasonsOf({ alive, now, lastPass, limitMs }: Signs): readonly string[] {
  if (lastPass === undefined) return [`nothing has made a pass yet: ${WHAT_TO_DO}`]
  const ageMs = now - lastPass.at
  const isMissed = alive === 0 && !lastPass.by.startsWith(BY_CRON_RUN)
  if (ageMs <= limitMs && !isMissed) return []
  const nobody = isMissed ? ' and no worker lives' : ''
  return [`the last pass was ${Math.round(ageMs / 60_000)} minutes ago${nobody}: ${WHAT_TO_DO}`]
}

/** A sentence for each override whose job or group is gone. */
export function orphanWarnings(configuration: Configuration): readonly string[] {
  const orphans = new Set(orphansOf(configuration).map(({ path }) => path))
  const isOrphans = ({ path }: Problem): boolean => orphans.has(path)
  return configuration.problems.filter(isOrphans).map(({ message, remedy }) => `${message}: ${remedy}`)
}
