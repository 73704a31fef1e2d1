import { DEFAULT_POLICY, type EntrySource, type JobPolicy, type Params, paramsFault } from '@horarium/core'
import { parseSource } from './entry-codec.js'
import type { Lane } from './lane.js'
import { type Holder, parseHolder } from './moved-jobs.js'
import { jobPlace, lanePlace, queueOf } from './park-entries.js'
import { callScript, loadScript, type ScriptArgument } from './script.js'

const CLAIM = loadScript('claim')

export interface ClaimRequest {
  readonly id: string
  readonly jobCode: string
  /** Unique to this run: every later write of the run must show it. */
  readonly token: string
  /** How the job is run; the defaults where it is left out. */
  readonly policy?: JobPolicy
  /** What its job says; kept with the entry, beside what was asked for. */
  readonly params?: Params
}

export interface ClaimOrder {
  /** Epoch ms. */
  readonly now: number
  /** Until then the runs are the worker's, epoch ms. */
  readonly leaseEnd: number
  readonly worker: string
  /** Runs the lane may have at once on all nodes; 0 or left out sets no bound. */
  readonly room?: number
}

/**
 * What became of a claim: ours; as many runs of the job are alive as may be, or another one goes first; the lane is
 * full; the job has left the lane; or nothing is left to claim.
 */
export type Claim =
  | {
      readonly outcome: 'claimed'
      readonly releasedAt: number
      readonly attempt: number
      readonly source: EntrySource
      readonly params: Readonly<Record<string, string>> | undefined
    }
  | { readonly outcome: 'held'; readonly holder: string }
  | { readonly outcome: 'full' }
  | { readonly outcome: 'moved'; readonly to: string }
  | { readonly outcome: 'gone' }

/** Claims released entries for a worker; answers in the order of the requests. */
export async function claimEntries(
  lane: Lane,
  requests: readonly ClaimRequest[],
  { now, leaseEnd, worker, room = 0 }: ClaimOrder,
): Promise<readonly Claim[]> {
  const { released, running, held, parked, turns, entry } = lane.keys
  const answer = await callScript(lane.redis, CLAIM, {
    keys: [released, running, held, parked, turns, ...requests.map(({ id }) => entry(id))],
    args: [now, leaseEnd, worker, room, ...requests.flatMap((request) => argumentsOf(request, room))],
  })
  const claims = (answer as readonly (readonly string[])[]).map(parseClaim)
  for (const [index, claim] of claims.entries()) {
    const id = requests[index]?.id
    if (claim.outcome !== 'claimed' || id === undefined) continue
    lane.onNews?.({ is: 'started', id, at: now, attempt: claim.attempt, releasedAt: claim.releasedAt })
  }
  return claims
}

function argumentsOf(
  { id, jobCode, token, policy = DEFAULT_POLICY, params = {} }: ClaimRequest,
  room: number,
): ScriptArgument[] {
  const { overlap, overlapMax, priority } = policy
  const seat = room > 0 ? lanePlace(id, priority) : ''
  return [id, jobCode, token, overlap === 'allow' ? overlapMax : 1, ...goFirst(id, overlap), seat, textOf(params)]
}

// Without those whose run ends before it is begun, as they are too many.
function textOf(params: Params): string {
  return Object.keys(params).length === 0 || paramsFault(params) !== undefined ? '' : JSON.stringify(params)
}

// Which parked entries go first, as bounds: of a queue those before this one; where the newest wins any other.
function goFirst(id: string, overlap: JobPolicy['overlap']): readonly [from: string, fromWhenHeld: string, to: string] {
  if (overlap !== 'queue' && overlap !== 'cancel_other') return ['', '', '']
  const [from, after] = [`[${queueOf(id)} `, `(${jobPlace(id)}`]
  return overlap === 'queue' ? [from, after, after] : [from, after, `(${queueOf(id)}!`]
}

function parseClaim([outcome, first, attempt, source, params]: readonly string[]): Claim {
  if (outcome === 'held') return heldBy(parseHolder(first ?? ''))
  if (outcome === 'full') return { outcome }
  if (outcome !== 'claimed') return { outcome: 'gone' }
  return {
    outcome,
    releasedAt: Number(first),
    attempt: Number(attempt),
    source: parseSource(source),
    params: params ? (JSON.parse(params) as Record<string, string>) : undefined,
  }
}

function heldBy(holder: Holder): Claim {
  if ('movedTo' in holder) return { outcome: 'moved', to: holder.movedTo }
  return { outcome: 'held', holder: holder.entryIds[0] ?? '' }
}
