import { randomUUID } from 'node:crypto'
import {
  type Clock,
  type Entry,
  type GroupSettings,
  type Logger,
  type Outcome,
  outcomeOfThrow,
  paramsFault,
  parseEntryId,
  RunStop,
} from '@horarium/core'
import type { Enqueue } from '@horarium/sdk'
import {
  type Claim,
  type ClaimRequest,
  closeLane,
  type Ending,
  findEntry,
  type KillOrder,
  moveEntry,
  type Retry,
  type Wait,
} from '@horarium/store'
import { type Handing, isForAllTargets } from './hand-to-targets.js'
import { claimRun } from './claim-run.js'
import { endRun } from './end-run.js'
import { endWaiting } from './end-waiting.js'
import { guardOf, maintenanceOf } from './guards.js'
import { lateOf } from './late-entries.js'
import type { HandlerCall } from './handler-call.js'
import type { LanePlan, PlannedJob } from './lane-plan.js'
import { limitRun } from './limit-run.js'
import type { Asker } from './enqueue.js'
import { enqueueFor } from './enqueue-for.js'
import { missedReason } from './reasons.js'
import type { Failure } from './poison.js'
import { createRun, type Run } from './run.js'
import { overlapReason, waitTurn } from './wait-turn.js'

/** What the execution of one entry needs from the process around it. */
export interface ExecutionPorts {
  readonly clock: Clock
  readonly logger: Logger
  readonly claim: (request: ClaimRequest) => Promise<Claim>
  /** Lets an entry wait for its turn; answers whether it was still there. */
  readonly park: (id: string, wait: Wait) => Promise<boolean>
  /** Ends another entry, or asks whoever runs it to. */
  readonly kill: (order: KillOrder & { readonly id: string }) => Promise<unknown>
  /** Told of entries that have ended while others wait for their turn. */
  readonly onEnded: (ids: readonly string[]) => Promise<void>
  readonly finish: (ending: Ending & { readonly token: string }) => Promise<boolean>
  /** Hands an entry over to its job's targets. */
  readonly handOver: (handing: Handing) => Promise<Outcome>
  /** Writes an entry a run asks for; answers its id. Throws where that cannot be. */
  readonly enqueue: (asker: Asker, wish: Enqueue & { readonly jobCode: string }) => Promise<string>
  /** Notes that others are to follow the success of an entry that is about to end. */
  readonly noteOwed: (id: string) => Promise<void>
  /** Writes those. */
  readonly follow: (id: string) => Promise<void>
  readonly retry: (retry: Retry & { readonly token: string }) => Promise<boolean>
  /** Told of every run that failed, unless it was refused. */
  readonly onFailure: (failure: Failure) => Promise<void>
  /** Told of every run while it lives, so that its lease is kept. */
  readonly runs: Map<string, Run>
}

/**
 * What became of an entry that was received; `retried` = it failed and waits for its next attempt; `parked` = it waits
 * for a run of its job or for room; `moved` = carried over to the lane its job belongs to by now; `left` = nobody here may decide, it stays where it is.
 */
export type Execution = Outcome['status'] | 'retried' | 'parked' | 'missed' | 'skipped' | 'fenced' | 'moved' | 'left'

/** Takes one received entry the whole way: find, claim, call, outcome, finish. Never throws for what a handler did. */
export async function execute(id: string, plan: LanePlan, ports: ExecutionPorts): Promise<Execution> {
  const { jobCode } = parseEntryId(id)
  const job = plan.jobs.get(jobCode)
  const now = ports.clock.now()
  // It waits: whoever sweeps when the maintenance is over sends it again.
  if (maintenanceOf(plan, now)) return 'left'
  if (!job) return carryOver(id, plan, ports)
  if ((await lateOf(plan, [id], now)).size > 0) {
    return endWaiting(plan, { id, status: 'missed', reason: `in the queue, but ${missedReason(plan, id, now)}` }, ports)
  }
  const refusal = await refusalOf(job, id, { plan, now })
  // What an older configuration has switched off may run by the newer one.
  const mayBeOld = refusal !== undefined && job.definition.status !== 'ok'
  if (mayBeOld && (await plan.standing()).newer !== undefined) return 'left'
  if (refusal !== undefined) return endWaiting(plan, { id, status: 'skipped', reason: refusal }, ports)
  const token = randomUUID()
  const claim = await claimRun({ id, jobCode, token }, { job, plan, claim: ports.claim })
  if (claim.outcome === 'held' || claim.outcome === 'full') return waitTurn({ id, job, claim }, plan, ports)
  if (claim.outcome !== 'claimed') return 'left'
  return runClaimed({ job, claim, id, token, settings: plan.settings }, ports)
}

// A job that was moved to another lane takes along what waits here. Another node may know a job that none here does;
// if no node does, the sweep ends the entry when its lifetime is over.
async function carryOver(id: string, plan: LanePlan, ports: ExecutionPorts): Promise<Execution> {
  const { jobCode } = parseEntryId(id)
  const home = plan.allJobs().get(jobCode)?.lane
  if (!home || home.name === plan.lane.name) return 'left'
  const holder = await closeLane(plan.lane, jobCode, home)
  if (holder === id) return 'left'
  if (holder !== undefined) return endWaiting(plan, { id, status: 'skipped', reason: overlapReason(holder) }, ports)
  await moveEntry(id, plan.lane, home)
  return 'moved'
}

export interface ClaimedEntry {
  readonly job: PlannedJob
  readonly claim: Extract<Claim, { readonly outcome: 'claimed' }>
  readonly id: string
  readonly token: string
  readonly settings: GroupSettings
}

/** Calls the handler of a claimed entry and writes down what became of it. */
export async function runClaimed(claimed: ClaimedEntry, ports: ExecutionPorts): Promise<Execution> {
  const { job, claim, id, token, settings } = claimed
  const { clock, logger, runs } = ports
  const params = { ...job.definition.params, ...claim.params }
  const start = { id, token, attempt: claim.attempt, params, group: settings.group }
  const run = createRun({ ...start, enqueue: enqueueFor(claimed, ports) }, clock, logger)
  runs.set(id, run)
  const unlimit = limitRun(run, job.definition.policy.timeoutMs, settings)
  try {
    const outcome = run.withoutSecrets(await outcomeOf(claimed, run, ports))
    return await endRun({ claimed, run, outcome }, ports)
  } finally {
    unlimit()
    runs.delete(id)
  }
}

async function outcomeOf(claimed: ClaimedEntry, run: Run, { handOver }: ExecutionPorts): Promise<Outcome> {
  const { call, askTargets, definition } = claimed.job
  const fault = definition.paramsFault ?? paramsFault(run.schedule.params)
  if (fault !== undefined) return outcomeOfThrow(new WrongParams(fault))
  if (!isForAllTargets(claimed)) return stopped(run, await callHandler(call, definition.handler, run))
  const outcome = await callHandler(askTargets, definition.targets ?? '', run)
  return handOver({ claimed, outcome: stopped(run, outcome) })
}

class WrongParams extends Error {
  override readonly name = 'WrongParams'
  constructor(message: string) {
    super(message)
    delete this.stack
  }
}

function callHandler(call: HandlerCall | undefined, name: string, run: Run): Promise<Outcome> | Outcome {
  return call ? call(run) : outcomeOfThrow(new Error(`handler ${name} is not loaded`))
}

// Who stopped a run with a verdict has decided how it ends, whatever its handler made of the signal.
function stopped({ stop }: Run, outcome: Outcome): Outcome {
  if (!(stop instanceof RunStop) || stop.verdict === undefined) return outcome
  const { verdict, message, errorName } = stop
  const error = errorName === undefined ? {} : { error: { ...outcome.error, name: errorName, message } }
  return { ...outcome, ...error, status: verdict, reason: message }
}

// A disabled, guarded or broken job still runs when a person asked for it, if it can run at all.
async function refusalOf(
  job: PlannedJob,
  id: string,
  { plan, now }: { readonly plan: LanePlan; readonly now: number },
): Promise<string | undefined> {
  const { status, problems } = job.definition
  const guard = guardOf(plan, job.definition, { dueAt: parseEntryId(id).scheduledAt, now })
  if (status === 'ok' && guard === undefined) return undefined
  if (status === 'invalid') return `the job is invalid: ${problems.find(isError)?.message ?? 'see validate'}`
  const entry = await findEntry(plan.lane, id)
  return isManual(entry) ? undefined : (guard ?? 'the job is disabled')
}

function isError({ severity }: { readonly severity: string }): boolean {
  return severity === 'error'
}

function isManual(entry: Entry | undefined): boolean {
  return entry?.source === 'manual'
}
