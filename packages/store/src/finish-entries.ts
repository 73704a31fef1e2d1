import { type EntryError, type FinishedStatus, parseEntryId } from '@horarium/core'
import type { Lane, LaneNews } from './lane.js'
import { endStreaks } from './streaks.js'
import { callScript, loadScript, type ScriptArgument } from './script.js'

const FINISH = loadScript('finish')

/** How an entry ends. */
export interface Ending {
  readonly id: string
  readonly status: FinishedStatus
  /** Why; never empty. */
  readonly reason: string
  readonly durationMs?: number
  readonly result?: string
  readonly message?: string
  readonly progress?: number
  readonly error?: EntryError
  /** How many targets it was handed to. */
  readonly handedTo?: number
  /** What is left of the run's log, JSON lines. */
  readonly log?: string
}

export interface FinishOrder {
  /** Epoch ms. */
  readonly now: number
  /** Told which entries ended while others are parked in their lane: theirs may be the turn now. */
  readonly onFreed?: (ids: readonly string[]) => void
}

/** Ends entries that never ran; answers, per ending, whether it was still waiting there. */
export function finishWaiting(
  lane: Lane,
  endings: readonly Ending[],
  order: FinishOrder & { readonly from: 'pending' | 'released' | 'parked' },
): Promise<readonly boolean[]> {
  return finish(lane, endings, { ...order, below: '', tokenOf: () => '' })
}

/**
 * Ends a worker's own runs, and the streaks of the jobs that succeeded; a run whose token is no longer the entry's is
 * refused (fencing).
 */
export async function finishRuns(
  lane: Lane,
  endings: readonly (Ending & { readonly token: string })[],
  order: FinishOrder,
): Promise<readonly boolean[]> {
  const tokens = new Map(endings.map(({ id, token }) => [id, token]))
  const succeeded = endings.filter(isOwnSuccess).map(({ id }) => parseEntryId(id).jobCode)
  // Sent together. It is no part of ending an entry: if it is lost, a job is paused one failure too early.
  const [done] = await Promise.all([
    finish(lane, endings, { ...order, from: 'running', below: '', tokenOf: ({ id }) => tokens.get(id) ?? '-' }),
    endStreaks(lane, [...new Set(succeeded)]),
  ])
  return done
}

// Whoever only handed its job to targets says nothing of how they fare.
function isOwnSuccess({ status, handedTo }: Ending): boolean {
  return status === 'success' && handedTo === undefined
}

/** Ends runs whose lease ended before `now`; one that was extended meanwhile is left alone. */
export function finishLost(lane: Lane, endings: readonly Ending[], now: number): Promise<readonly boolean[]> {
  return finish(lane, endings, { from: 'running', now, below: now, tokenOf: () => '' })
}

/** The runs whose lease ended before `now`, at most 1,000. */
export async function readLost(lane: Lane, now: number): Promise<readonly string[]> {
  return await lane.redis.zrangebyscore(lane.keys.running, '-inf', `(${now}`, 'LIMIT', 0, 1_000)
}

interface FinishPlan extends FinishOrder {
  readonly from: 'pending' | 'released' | 'parked' | 'running'
  /** The score the entries must be below; '' sets no bound. */
  readonly below: number | ''
  /** The token an entry must carry; '' asks for none. */
  readonly tokenOf: (ending: Ending) => string
}

const ENDINGS_PER_CALL = 200

async function finish(lane: Lane, endings: readonly Ending[], plan: FinishPlan): Promise<readonly boolean[]> {
  const done: boolean[] = []
  for (let at = 0; at < endings.length; at += ENDINGS_PER_CALL) {
    const batch = endings.slice(at, at + ENDINGS_PER_CALL)
    const { held, counts, parked, turns } = lane.keys
    const answer = await callScript(lane.redis, FINISH, {
      keys: [lane.keys[plan.from], held, counts(dayOf(plan.now)), parked, turns, ...batch.flatMap(keysFor(lane))],
      args: [
        plan.now,
        plan.from === 'running' ? 'running' : 'pending',
        plan.below,
        ...batch.flatMap((ending) => argumentsOf(ending, plan.tokenOf(ending))),
      ],
    })
    const verdicts = (answer as readonly number[]).map((one) => one === 1)
    const isAnyParked = verdicts.pop() ?? false
    done.push(...verdicts)
    const ended = batch.filter((_, index) => verdicts[index])
    if (lane.onNews) for (const one of ended) lane.onNews(newsOf(one, plan.now))
    if (isAnyParked) plan.onFreed?.(ended.map(({ id }) => id))
  }
  return done
}

function newsOf({ id, status, reason, durationMs }: Ending, at: number): LaneNews {
  return { is: 'ended', id, status, reason, at, ...(durationMs === undefined ? {} : { durationMs }) }
}

function keysFor({ keys }: Lane): (ending: Ending) => readonly string[] {
  return ({ id, status, log }) => {
    const own = [keys.finished(status), keys.job(parseEntryId(id).jobCode), keys.entry(id)]
    return log ? [...own, keys.log(id)] : own
  }
}

function argumentsOf(ending: Ending, token: string): readonly ScriptArgument[] {
  const { jobCode, scheduledAt } = parseEntryId(ending.id)
  const fields = fieldsOf(ending)
  const log = ending.log ?? ''
  return [ending.id, jobCode, scheduledAt, ending.status, token, log, fields.length / 2, ...fields]
}

function fieldsOf({
  reason,
  durationMs,
  result,
  message,
  progress,
  error,
  handedTo,
}: Ending): readonly ScriptArgument[] {
  const fields: ScriptArgument[] = ['reason', reason]
  if (durationMs !== undefined) fields.push('durationMs', durationMs)
  if (result !== undefined) fields.push('result', result)
  if (message !== undefined) fields.push('message', message)
  if (progress !== undefined) fields.push('progress', progress)
  if (handedTo !== undefined) fields.push('handedTo', handedTo)
  if (error) fields.push('errorName', error.name, 'errorMessage', error.message, 'errorStack', error.stack ?? '')
  return fields
}

/** The UTC day of an instant, as counters are kept: `20260131`. */
export function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10).replaceAll('-', '')
}
