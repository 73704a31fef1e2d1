import { FINISHED_STATUSES, type FinishedStatus, type GroupSettings } from '@horarium/core'
import { type Lane, readFinishedPage, readNewest, readSize } from '@horarium/store'

/** What a purge would forget. Instants are epoch ms. */
export interface ForeseenPurge {
  readonly count: number
  /** When the first and the last of them finished; absent where there is none. */
  readonly oldest?: number
  readonly newest?: number
}

export type Retention = Pick<GroupSettings, 'successLifetimeMs' | 'failureLifetimeMs' | 'historyKeep' | 'historyMax'>

// It only reads: nobody waits for a page as for the script that purges one.
const PAGE = 5_000

/** What the next purge of a lane would forget if it went by these settings. */
export async function foreseePurge(lane: Lane, retention: Retention, now: number): Promise<ForeseenPurge> {
  const kept = new Kept(lane, retention.historyKeep)
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
  readonly kept: Kept
}

async function foreseeOlder(lane: Lane, { status, cutoff, kept }: Older): Promise<ForeseenPurge> {
  const pages: ForeseenPurge[] = []
  for (let rank = 0; ; rank += PAGE) {
    const page = await readFinishedPage(lane, status, { rank, size: PAGE })
    const old = page.filter(({ dueAt }) => dueAt <= cutoff)
    const ids = await kept.among(old.map(({ id }) => id))
    const going = old.filter(({ id }) => !ids.has(id))
    const [oldest, newest] = [going[0], going.at(-1)]
    if (oldest && newest) pages.push({ count: going.length, oldest: oldest.dueAt, newest: newest.dueAt })
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

/** The newest entries of each job, which a purge leaves alone. An id is looked at only as far as it names its job: there may be a million. */
class Kept {
  readonly #lane: Lane
  readonly #keep: number
  readonly #codes = new Set<string>()
  readonly #ids = new Set<string>()

  constructor(lane: Lane, keep: number) {
    this.#lane = lane
    this.#keep = keep
  }

  async among(ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (this.#keep === 0) return this.#ids
    const codes = new Set<string>()
    for (const id of ids) {
      const code = id.slice(0, id.lastIndexOf('@'))
      if (!this.#codes.has(code)) codes.add(code)
    }
    if (codes.size === 0) return this.#ids
    for (const newest of await readNewest(this.#lane, [...codes], this.#keep)) {
      for (const id of newest) this.#ids.add(id)
    }
    for (const code of codes) this.#codes.add(code)
    return this.#ids
  }
}
