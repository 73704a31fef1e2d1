import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { type Entry, HorariumError, type JobDefinition } from '@horarium/core'
import { claimRun, keepLeases, LEASE_MS, openExecutionPorts, pause, runClaimed } from '@horarium/engine'
import { openSender } from '@horarium/queue'
import { addReleased, type AskedEntry, type Claim, findEntry, type Lane, readLog, withdrawEntry } from '@horarium/store'
import type { App } from '../app.js'
import { checkParams, checkTarget } from '../check-wish.js'
import { runnableJob } from '../runnable-job.js'
import { refuseInMaintenance } from './maintenance.js'

export interface JobRun {
  readonly entry: Entry
  /** JSON lines. */
  readonly log: string
}

export interface RunJob {
  readonly params: Readonly<Record<string, string>>
  /** Only this one of its targets; without, an entry is written for each, to be run by whoever works. */
  readonly target?: string
  /** Asks the handler to end early. */
  readonly signal?: AbortSignal
  /** Also in maintenance. */
  readonly force?: true
}

const MS_IN_SECOND = 1_000

/**
 * Runs a job now, in this process, whatever its calendar or an admin's disabling say. Throws `configuration` when it is
 * invalid, `conflict` when it runs already or nothing is to be begun, and then leaves no entry behind.
 */
export async function runJob(app: App, job: JobDefinition, { params, target, signal, force }: RunJob): Promise<JobRun> {
  checkTarget(job, target)
  checkParams(params)
  const { plan, planned } = runnableJob(app, job)
  if (!force) refuseInMaintenance(app, plan)
  const { lane } = plan
  const worker = `job:run-${hostname()}-${process.pid}`
  const onError = (error: Error): void => app.logger.debug('queue error', { error: error.message })
  const sender = openSender({ connection: app.redis, prefix: lane.keys.prefix, onError })
  const ports = openExecutionPorts({ plan: () => plan, clock: app.clock, logger: app.logger, worker, sender })
  const id = await addNow(app, lane, { jobCode: job.code, target, params })
  const token = randomUUID()
  const claim = await claimRun({ id, jobCode: job.code, token }, { job: planned, plan, claim: ports.claim })
  if (claim.outcome !== 'claimed') return refuse(lane, id, claim)
  const done = new AbortController()
  const leases = keepLeasesUntil(done.signal, () => keepLeases(plan, ports))
  const abort = (): void => ports.runs.get(id)?.controller.abort(new Error('interrupted'))
  signal?.addEventListener('abort', abort)
  try {
    await runClaimed({ job: planned, claim, id, token, settings: plan.settings }, ports)
  } finally {
    signal?.removeEventListener('abort', abort)
    done.abort()
    await leases
    await sender.close()
  }
  const entry = await findEntry(lane, id)
  if (!entry) throw new HorariumError('internal', `Entry ${id} vanished.`)
  return { entry, log: await readLog(lane, id) }
}

// A manual instant carries milliseconds, so that it never takes the place of one of the calendar's.
async function addNow({ clock, author }: App, lane: Lane, asked: Omit<AskedEntry, 'instant'>): Promise<string> {
  for (let instant = clock.now(); ; instant += 1) {
    if (instant % MS_IN_SECOND === 0) continue
    const id = await addReleased(lane, { ...asked, instant, author }, clock.now())
    if (id !== undefined) return id
  }
}

async function refuse(lane: Lane, id: string, claim: Exclude<Claim, { readonly outcome: 'claimed' }>): Promise<never> {
  await withdrawEntry(lane, id)
  throw new HorariumError('conflict', `Not started: ${whyNot(claim)}.`)
}

function whyNot(claim: Exclude<Claim, { readonly outcome: 'claimed' }>): string {
  if (claim.outcome === 'held') return `${claim.holder} is still running`
  return claim.outcome === 'full' ? 'its group runs as many at once as it may' : 'another process took it'
}

async function keepLeasesUntil(signal: AbortSignal, keep: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await pause(LEASE_MS / 3, signal)
    if (!signal.aborted) await keep()
  }
}
