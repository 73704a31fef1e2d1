import { type FinishedStatus, isFinished, isStatus } from '@horarium/core'
import type { Lane } from './lane.js'
import { readFields } from './read-fields.js'

const PAGE = 1_000

/** How an entry ended, and no more: what it answered may be long. */
export interface EntryVerdict {
  readonly id: string
  readonly status: FinishedStatus
  /** Epoch ms. */
  readonly finishedAt: number
  readonly reason: string
  /** Absent where it never ran. */
  readonly durationMs?: number
}

/** How entries ended, those that are still known. */
export async function readVerdicts(lane: Lane, ids: readonly string[]): Promise<readonly EntryVerdict[]> {
  const found = await readFields(lane, ids, ['status', 'finishedAt', 'durationMs', 'reason'])
  return found.flatMap(([status = '', finishedAt, durationMs, reason = ''], index) => {
    if (!isStatus(status) || !isFinished(status)) return []
    const took = durationMs ? { durationMs: Number(durationMs) } : {}
    return [{ id: ids[index] ?? '', status, finishedAt: Number(finishedAt), reason, ...took }]
  })
}

/** Which entries ended with one status in (`after`, `until`], epoch ms, oldest first, page by page. */
export async function* readEnded(
  { redis, keys }: Lane,
  status: FinishedStatus,
  { after, until }: { readonly after: number; readonly until: number },
): AsyncGenerator<readonly { readonly id: string; readonly finishedAt: number }[]> {
  for (let offset = 0; ; offset += PAGE) {
    const range = [keys.finished(status), `(${after}`, until, 'WITHSCORES', 'LIMIT', offset, PAGE] as const
    const members = await redis.zrangebyscore(...range)
    if (members.length > 0) yield pairsOf(members)
    if (members.length < 2 * PAGE) return
  }
}

function pairsOf(members: readonly string[]): readonly { readonly id: string; readonly finishedAt: number }[] {
  return members.flatMap((id, index) => (index % 2 === 0 ? [{ id, finishedAt: Number(members[index + 1]) }] : []))
}
