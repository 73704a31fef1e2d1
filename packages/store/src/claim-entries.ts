import type { EntrySource } from '@horarium/core'
import type { Lane } from './lane.js'
import { type Holder, parseHolder } from './moved-jobs.js'
import { callScript, loadScript } from './script.js'

const CLAIM = loadScript('claim')

export interface ClaimRequest {
  readonly id: string
  readonly jobCode: string
  /** Unique to this run: every later write of the run must show it. */
  readonly token: string
}

/** What became of a claim: ours, another run of the job is alive, the job has left the lane, or nothing is left to claim. */
export type Claim =
  | {
      readonly outcome: 'claimed'
      readonly releasedAt: number
      readonly attempt: number
      readonly source: EntrySource
      readonly params: Readonly<Record<string, string>> | undefined
    }
  | { readonly outcome: 'held'; readonly holder: string }
  | { readonly outcome: 'moved'; readonly to: string }
  | { readonly outcome: 'gone' }

/** Claims released entries for a worker until `leaseEnd` (epoch ms); answers in the order of the requests. */
export async function claimEntries(
  lane: Lane,
  requests: readonly ClaimRequest[],
  { now, leaseEnd, worker }: { readonly now: number; readonly leaseEnd: number; readonly worker: string },
): Promise<readonly Claim[]> {
  const { released, running, held, entry } = lane.keys
  const answer = await callScript(lane.redis, CLAIM, {
    keys: [released, running, held, ...requests.map(({ id }) => entry(id))],
    args: [now, leaseEnd, worker, ...requests.flatMap(({ id, jobCode, token }) => [id, jobCode, token])],
  })
  return (answer as readonly (readonly string[])[]).map(parseClaim)
}

function parseClaim([outcome, first, attempt, source, params]: readonly string[]): Claim {
  if (outcome === 'held') return heldBy(parseHolder(first ?? ''))
  if (outcome !== 'claimed') return { outcome: 'gone' }
  return {
    outcome,
    releasedAt: Number(first),
    attempt: Number(attempt),
    source: source === 'manual' ? 'manual' : 'calendar',
    params: params ? (JSON.parse(params) as Record<string, string>) : undefined,
  }
}

function heldBy(holder: Holder): Claim {
  return 'entryId' in holder ? { outcome: 'held', holder: holder.entryId } : { outcome: 'moved', to: holder.movedTo }
}
