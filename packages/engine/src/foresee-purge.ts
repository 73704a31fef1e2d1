import { FINISHED_STATUSES, type FinishedStatus, type GroupSettings } from '@horarium/core'
import { type Lane, readFinishedPage, readSize } from '@horarium/store'
import { KeptEntries } from './purge.js'

/** What a purge would forget. Instants are epoch ms. */
export interface ForeseenPurge {
  readonly count: number
  /** When the first and the last of them finished; absent where there is none. */
  readonly oldest?: number
  readonly newest?: number
}

export type Retention = Pick<GroupSettings, 'successLifetimeMs' | 'failureLifetimeMs' | 'historyKeep' | 'historyMax'>

// It only reads: nobody waits for a page as for the script that purges one.
const PAGE = 2_000

/** What the next purge of a lane would forget if it went by these settings. */
export async function foreseePurge(lane: Lane, retention: Retention, now: number): Promise<ForeseenPurge> {
  const kept = new KeptEntries(lane, retention.historyKeep)
  const gone: Record<string, ForeseenPurge> = {}
  for (const status of FINISHED_STATUSES) {
    const lifetimeMs = status === 'success' ? retention.successLifetimeMs : retention.failureLifetimeMs
    gone[status] = await foreseeOlder(lane, { status, cutoff: now - lifetimeMs, kept })
  }
  const expired = joinPurges(Object.values(gone))
  return joinPurges([expired, await foreseeSurplus(lane, retention.historyMax, gone)])
}

/** Several together. */
export function joinPurges(all: readonly ForeseenPurge[]): ForeseenPurge {
  const some = all.filter(({ count }) => count > 0)
  return {
    count: some.reduce((sum, { count }) => sum + count, 0),
    ...(some.length === 0
      ? {}
      : {
          oldest: Math.min(...some.map(({ oldest = Infinity }) => oldest)),
          newest: Math.max(...some.map(({ newest = 0 }) => newest)),
        }),
  }
}

interface Older {
  readonly status: FinishedStatus
  readonly cutoff: number
  readonly kept: KeptEntries
}

async function foreseeOlder(lane: Lane, { status, cutoff, kept }: Older): Promise<ForeseenPurge> {
  const pages: ForeseenPurge[] = []
  for (let rank = 0; ; rank += PAGE) {
    const page = await readFinishedPage(lane, status, { rank, size: PAGE })
    const old = page.filter(({ dueAt }) => dueAt <= cutoff)
    const going = new Set(await kept.leaveOut(old.map(({ id }) => id)))
    const times = old.filter(({ id }) => going.has(id)).map(({ dueAt }) => dueAt)
    const [oldest, newest] = [times[0], times.at(-1)]
    if (oldest !== undefined && newest !== undefined) pages.push({ count: times.length, oldest, newest })
    if (old.length < PAGE) return joinPurges(pages)
  }
}

// What is left of the fullest status gives way, the oldest first; those that go by age stand mostly before it.
async function foreseeSurplus(
  lane: Lane,
  max: number,
  gone: Readonly<Record<string, ForeseenPurge>>,
): Promise<ForeseenPurge> {
  const { finished } = await readSize(lane)
  const left = (status: FinishedStatus): number => finished[status] - (gone[status]?.count ?? 0)
  const [fullest = 'success'] = FINISHED_STATUSES.toSorted((a, b) => left(b) - left(a))
  const surplus = FINISHED_STATUSES.reduce((sum, status) => sum + left(status), 0) - max
  if (surplus <= 0) return { count: 0 }
  const count = Math.min(surplus, left(fullest))
  const first = gone[fullest]?.count ?? 0
  const [oldest] = await readFinishedPage(lane, fullest, { rank: first, size: 1 })
  const [newest] = await readFinishedPage(lane, fullest, { rank: first + count - 1, size: 1 })
  return { count, ...(oldest && newest ? { oldest: oldest.dueAt, newest: newest.dueAt } : {}) }
}
