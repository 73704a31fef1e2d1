import type { EntrySource } from '@horarium/core'
import type { Lane } from './lane.js'
import { callScript, loadScript } from './script.js'

const CLAIM = loadScript('claim')

export interface ClaimRequest {
  readonly id: string
  readonly jobCode: string
  /** Unique to this run: every later write of the run must show it. */
  readonly token: string
}

/** What became of a claim: ours, another run of the job is alive, or there is nothing left to claim. */
export type Claim =
  | {
      readonly outcome: 'claimed'
      readonly releasedAt: number
      readonly attempt: number
      readonly source: EntrySource
      readonly params: Readonly<Record<string, string>> | undefined
    }
  | { readonly outcome: 'held'; readonly holder: string }
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
  if (outcome === 'held') return { outcome, holder: first ?? '' }
  if (outcome !== 'claimed') return { outcome: 'gone' }
  return {
    outcome,
    releasedAt: Number(first),
    attempt: Number(attempt),
    source: source === 'manual' ? 'manual' : 'calendar',
    params: params ? (JSON.parse(params) as Record<string, string>) : undefined,
  }
}
