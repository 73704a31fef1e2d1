import { hostname } from 'node:os'
import { type LogFields, logOf } from '@horarium/core'
import { type Execution, Executor, type LanePlan, pause, sweep } from '@horarium/engine'
import { openSender, type Sender } from '@horarium/queue'
import { readReleased, recordPass } from '@horarium/store'
import { lookSafely } from './alerting/lookout.js'
import type { App } from './app.js'
import { beginPass } from './begin-pass.js'
import { pausingPoison } from './operations/pause-poisoned.js'
import { type GroupChoice, isChosen } from './group-choice.js'
import { guardsNow } from './guards.js'

/** What one pass did. */
export interface PassReport {
  readonly written: number
  readonly purged: number
  /** What keeps the calendar from starting jobs, a sentence each. */
  readonly guards: readonly string[]
  /** What became of each entry this process received. */
  readonly executions: ReadonlyMap<string, Execution>
}

/** What the record of a pass that a system crontab has made begins with. */
export const BY_CRON_RUN = 'cron:run'

const LOOK_MS = 25
// Between two passes of a system crontab the files they read are in use.
const IN_USE_MS = 150_000

/**
 * One whole round: clean, generate, dispatch, and wait until everything that was due has run. Safe at any time and
 * any number of times at once: whatever another process does meanwhile is simply not done twice. Lanes of groups that
 * are not chosen are left alone.
 */
export async function runPass(app: App, signal: AbortSignal, groups: GroupChoice = {}): Promise<PassReport> {
  const { clock, logger } = app
  const by = `${BY_CRON_RUN} on ${hostname()}`
  const begun = clock.now()
  logger.info('pass begun', { by })
  await app.declare({ forMs: IN_USE_MS, by })
  const plans = [...app.plans().values()].filter(({ lane }) => isChosen(groups, lane.name))
  const rounds = await Promise.all(plans.map((plan) => passLane(app, plan, signal)))
  const now = clock.now()
  await recordPass(app.instance, { at: now, by })
  const report = {
    guards: guardsNow(app.configuration(), now, groups),
    written: rounds.reduce((sum, round) => sum + round.written, 0),
    purged: rounds.reduce((sum, round) => sum + round.purged, 0),
    executions: new Map(rounds.flatMap(({ executions }) => [...executions])),
  }
  await lookSafely(app, signal)
  logger.info('pass ended', { ...countsOf(report), ms: now - begun })
  return report
}

function countsOf({ written, purged, executions }: PassReport): LogFields {
  const failed = [...executions.values()].filter((execution) => execution === 'error' || execution === 'fenced')
  return { written, purged, received: executions.size, failed: failed.length }
}

type LaneRound = Omit<PassReport, 'guards'>

async function passLane(app: App, plan: LanePlan, signal: AbortSignal): Promise<LaneRound> {
  const logger = logOf('engine', app.logger)
  const onError = (error: Error): void => logOf('queue', app.logger).debug('queue error', { error: error.message })
  const sender = openSender({ connection: app.redis, prefix: plan.lane.keys.prefix, onError })
  try {
    const { isWaiting, ...round } = await beginPass(plan, { sender, now: app.clock.now(), logger, signal })
    const executions = isWaiting ? await dispatch({ app, plan, sender }, signal) : new Map<string, Execution>()
    return { ...round, executions }
  } finally {
    await sender.close()
  }
}

interface Dispatch {
  readonly app: App
  readonly plan: LanePlan
  readonly sender: Sender
}

async function dispatch({ app, plan, sender }: Dispatch, signal: AbortSignal): Promise<ReadonlyMap<string, Execution>> {
  const executions = new Map<string, Execution>()
  const executor = new Executor({
    plan: () => plan,
    clock: app.clock,
    logger: logOf('engine', app.logger),
    worker: `cron:run-${hostname()}-${process.pid}`,
    queue: { connection: app.redis, prefix: plan.lane.keys.prefix },
    onPoison: pausingPoison(app),
    // What is parked comes again, in this pass or in another.
    onExecution: (id, execution) => void (execution === 'parked' || executions.set(id, execution)),
  })
  while (!signal.aborted) {
    await pause(LOOK_MS, signal)
    // What was released and lost by the queue, or by a process that died, is sent again within the pass.
    await sweep(plan, sender, app.clock.now())
    const waiting = (await readReleased(plan.lane)).filter(({ id }) => !executions.has(id))
    if (waiting.length === 0 && executor.running === 0) break
  }
  await executor.pause()
  if (signal.aborted) executor.abort(new Error('the pass was interrupted'))
  await executor.close()
  return executions
}
