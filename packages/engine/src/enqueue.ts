import { inspect } from 'node:util'
import {
  didYouMean,
  HorariumError,
  isTarget,
  type JobDefinition,
  parseDuration,
  parseEntryId,
  paramsFault,
} from '@horarium/core'
import type { Enqueue } from '@horarium/sdk'
import { addAsked, type OwnedRun, readAsker } from '@horarium/store'
import type { Row } from './enqueue-for.js'
import type { HomedJob, LanePlan } from './lane-plan.js'

export interface EnqueuePorts {
  readonly plan: LanePlan
  readonly now: number
  /** Sends ids of the plan's lane; must not throw. */
  readonly send: (ids: readonly string[]) => Promise<void>
}

/** A run that asks, and where what it has asked for stands. */
export interface Asker extends OwnedRun {
  readonly rows: Map<string, Row>
}

/** What somebody asks for, read and found to be possible. */
export interface Order {
  readonly home: HomedJob
  /** Epoch ms. */
  readonly instant: number
  readonly target?: string
  readonly priority?: number
  readonly params?: Readonly<Record<string, string>>
}

/** So many entries in a row may ask for the next: a job that goes on asking for itself comes to an end. */
export const DEEPEST = 100
const PRIORITY_MOST = 100
const LATEST = Date.UTC(9999, 0)

/**
 * Writes an entry that a run asks for; answers its id. Throws `usage` for what cannot be meant, `configuration` for a job
 * that is invalid, `conflict` where too many have asked in a row, or the run has lost its lease.
 */
export async function enqueue(
  asker: Asker,
  { jobCode, ...wish }: Enqueue & { readonly jobCode: string },
  { plan, now, send }: EnqueuePorts,
): Promise<string> {
  const { home, ...order } = readOrder(plan, { jobCode, ...wish }, now)
  const by = await readAsker(plan.lane, asker)
  if (!by) throw new HorariumError('conflict', 'The run has lost its lease and may ask for nothing more.')
  if (by.depth >= DEEPEST) {
    throw new HorariumError(
      'conflict',
      `${DEEPEST} entries in a row asked for the next; let a calendar start ${jobCode}.`,
    )
  }
  const isHere = home.lane.name === plan.lane.name && order.instant <= now
  const row = order.target === undefined ? jobCode : `${jobCode}~${order.target}`
  const instant = beside(asker.rows.get(row), order.instant)
  const asked = { ...order, instant, jobCode, source: 'handler', askedBy: asker.id, depth: by.depth + 1 } as const
  const id = await addAsked(home.lane, asked, isHere ? { releasedAt: now } : {})
  const from = instant === order.instant ? instant : (asker.rows.get(row)?.from ?? instant)
  asker.rows.set(row, { from, to: parseEntryId(id).scheduledAt })
  if (isHere) await send([id])
  return id
}

// Behind those of the same row, which would have to be tried one by one otherwise.
function beside(row: Row | undefined, instant: number): number {
  return row && instant >= row.from && instant <= row.to ? row.to + 1 : instant
}

/** Reads what somebody asks for; whoever wrote the call may have written anything. Throws as `enqueue` does. */
export function readOrder(
  plan: LanePlan,
  { jobCode, ...wish }: Enqueue & { readonly jobCode: string },
  now: number,
): Order {
  const { at, delay, params, priority, target } = wish
  const all = plan.allJobs()
  const home = all.get(jobCode)
  if (!home) throw refused(`No job '${jobCode}'.${didYouMean(String(jobCode), all.keys())}`)
  refuseInvalid(home)
  if (at !== undefined && delay !== undefined) throw refused('Give an instant or a delay, not both.')
  return {
    home,
    instant: at === undefined ? now + delayMs(delay) : readInstant(at, now),
    ...(target === undefined ? {} : { target: readTarget(home.job.definition, target) }),
    ...(priority === undefined ? {} : { priority: readPriority(priority) }),
    ...(params === undefined ? {} : { params: readParameters(params) }),
  }
}

function refused(sentence: string): HorariumError {
  return new HorariumError('usage', sentence)
}

function refuseInvalid({ job: { definition, call } }: HomedJob): void {
  if (call && definition.status !== 'invalid') return
  const why = definition.problems.find(({ severity }) => severity === 'error')?.message ?? 'see validate'
  throw new HorariumError('configuration', `Job ${definition.code} is invalid and cannot run: ${why}.`)
}

function delayMs(delay: string | undefined): number {
  const ms = delay === undefined ? 0 : parseDuration(String(delay))
  if (ms === undefined) throw refused(`'${String(delay)}' is no delay; write 30s, 10m, 2h or 1d, at most 24d.`)
  return ms
}

function readInstant(at: unknown, now: number): number {
  const instant = at instanceof Date ? at.getTime() : Number.NaN
  if (!(instant <= LATEST)) throw refused(`${inspect(at)} is no instant; give a Date.`)
  if (instant < now) throw refused(`${new Date(instant).toISOString()} is past; give no instant to mean now.`)
  return instant
}

function readTarget({ code, targets }: JobDefinition, target: unknown): string {
  if (targets === undefined) throw refused(`Job ${code} has no targets.`)
  if (typeof target === 'string' && isTarget(target)) return target
  throw refused(`'${String(target)}' is no target: 1 to 100 of letters, digits, _, . and -.`)
}

function readPriority(priority: unknown): number {
  if (Number.isSafeInteger(priority) && Math.abs(Number(priority)) <= PRIORITY_MOST) return Number(priority)
  throw refused(`'${String(priority)}' is no priority; give a whole number from -${PRIORITY_MOST} to ${PRIORITY_MOST}.`)
}

function readParameters(params: unknown): Readonly<Record<string, string>> {
  if (typeof params !== 'object' || params === null) throw refused('The parameters are no object.')
  const read = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, readParameter(name, value)]))
  const fault = paramsFault(read)
  if (fault !== undefined) throw refused(`No entry is written: ${fault}.`)
  return read
}

function readParameter(name: string, value: unknown): string {
  if (['string', 'number', 'boolean'].includes(typeof value)) return String(value)
  throw refused(`The parameter '${name}' is no text, number or boolean.`)
}
