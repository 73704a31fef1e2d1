import { Clockwork, Executor, type ExecutorOptions, type LanePlan, planLane, type PlannedJob } from '@horarium/engine'
import { openSender } from '@horarium/queue'
import { awaitRedis, connectRedis, openInstance, openStoreClock, type Redis, type StoreClock } from '@horarium/store'
import { benchLane, benchSettings, silent } from '../plans.js'

/** A whole worker process around one lane, as `start` composes it: an executor, and a clockwork when asked. */
export interface Worker {
  readonly redis: Redis
  readonly clock: StoreClock
  /** Replaces the jobs. */
  readonly plan: (jobs: readonly PlannedJob[]) => LanePlan
  readonly startClockwork: () => Clockwork
}

export interface WorkerOrder {
  readonly address: string
  readonly concurrency: number
  /** `default` when it is left out. */
  readonly group?: string
}

const ANSWER_WITHIN_MS = 5_000

export async function openWorker(
  { address, concurrency, group }: WorkerOrder,
  onExecution: NonNullable<ExecutorOptions['onExecution']> = () => undefined,
): Promise<Worker> {
  const redis = connectRedis(address)
  redis.on('error', () => undefined)
  // As the app does: a clock measured while the connection is being made is off by half that time.
  await awaitRedis(redis, ANSWER_WITHIN_MS)
  const clock = await openStoreClock(openInstance(redis, 'bench'))
  const lane = benchLane(redis, group)
  const settings = benchSettings({ concurrency })
  let current = planLane({ lane, settings, revision: 0 }, [])
  const plan = (): LanePlan => current
  const queue = { connection: redis, prefix: lane.keys.prefix }
  const sender = openSender({ ...queue, onError: () => undefined })
  // It lives as long as the process.
  void new Executor({ plan, clock, logger: silent, worker: 'bench', queue, onExecution })
  return {
    redis,
    clock,
    plan: (jobs) => {
      current = planLane({ lane, settings, revision: 0 }, jobs)
      return current
    },
    startClockwork: () => new Clockwork({ plan, sender, clock, logger: silent }),
  }
}
