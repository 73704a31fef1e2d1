import { FINISHED_STATUSES, type FinishedStatus, parseEntryId } from '@horarium/core'
import {
  countFinished,
  type DueEntry,
  type Lane,
  purgeEntries,
  purgeGaps,
  readFinishedPage,
  readNewest,
  readSize,
  stampPurged,
} from '@horarium/store'
import type { LanePlan } from './lane-plan.js'

export interface Purged {
  /** Entries that outlived their lifetime. */
  readonly expired: number
  /** Entries beyond `history_max`, oldest first. */
  readonly surplus: number
}

// One page is one script call of about a millisecond: Redis serves others in between.
const PAGE = 200
const PAGE_TO_COUNT = 1_000

/** Forgets a lane's finished entries that are older than their lifetime, and what exceeds `history_max`. */
export async function purge(plan: LanePlan, now: number, signal?: AbortSignal): Promise<Purged> {
  const { lane, settings } = plan
  await stampPurged(lane, now)
  const kept = new KeptEntries(lane, settings.historyKeep)
  let expired = 0
  for (const status of FINISHED_STATUSES) {
    const lifetimeMs = status === 'success' ? settings.successLifetimeMs : settings.failureLifetimeMs
    expired += await purgeOlder(lane, { status, cutoff: now - lifetimeMs, kept, ...(signal ? { signal } : {}) })
  }
  const surplus = await purgeSurplus(lane, settings.historyMax, signal)
  await purgeGaps(lane, now - settings.failureLifetimeMs)
  return { expired, surplus }
}

export interface PurgeOlder {
  readonly status: FinishedStatus
  /** Finished at or before, epoch ms. */
  readonly cutoff: number
  readonly kept: KeptEntries
  /** Of these jobs only; of all unless told. */
  readonly jobs?: ReadonlySet<string>
  readonly signal?: AbortSignal
  /** Counts only. */
  readonly dryRun?: true
  /** Told what went, or would go, and when each had ended, oldest first; only the ends where nothing else is to be known. */
  readonly onPage?: (gone: readonly DueEntry[]) => void
}

/** Forgets entries of one status that finished at or before the cutoff, page by page; answers how many. */
export async function purgeOlder(lane: Lane, order: PurgeOlder): Promise<number> {
  const { status, cutoff, kept, jobs, signal, dryRun } = order
  if (dryRun && !jobs && kept.isNothing) {
    const { count, ends } = await countFinished(lane, status, cutoff)
    order.onPage?.(ends)
    return count
  }
  const size = dryRun ? PAGE_TO_COUNT : PAGE
  let count = 0
  let rank = 0
  for (;;) {
    if (signal?.aborted) return count
    const page = await readFinishedPage(lane, status, { rank, size })
    const old = page.filter(({ dueAt }) => dueAt <= cutoff)
    const own = old.map(({ id }) => id).filter((id) => !jobs || jobs.has(parseEntryId(id).jobCode))
    const ids = await kept.leaveOut(own)
    count += dryRun ? ids.length : await purgeEntries(lane, ids, { status, cutoff })
    const gone = new Set(ids)
    order.onPage?.(old.filter(({ id }) => gone.has(id)))
    rank += dryRun ? old.length : old.length - ids.length
    if (old.length < size) return count
  }
}

// A flood must not fill Redis: beyond the cap age and keep no longer count; the fullest status gives way first.
async function purgeSurplus(lane: Lane, max: number, signal: AbortSignal | undefined): Promise<number> {
  const { finished } = await readSize(lane)
  const [status] = FINISHED_STATUSES.toSorted((a, b) => finished[b] - finished[a])
  let surplus = FINISHED_STATUSES.reduce((sum, one) => sum + finished[one], 0) - max
  let gone = 0
  while (status !== undefined && surplus > 0 && !signal?.aborted) {
    const page = await readFinishedPage(lane, status, { rank: 0, size: Math.min(PAGE, surplus) })
    if (page.length === 0) return gone
    const cutoff = page.at(-1)?.dueAt ?? 0
    gone += await purgeEntries(
      lane,
      page.map(({ id }) => id),
      { status, cutoff },
    )
    surplus -= page.length
  }
  return gone
}

/** The newest N finished entries of each job, which a purge leaves alone; read once per job and purge. */
export class KeptEntries {
  readonly #lane: Lane
  readonly #keep: number
  readonly #newest = new Map<string, ReadonlySet<string>>()

  constructor(lane: Lane, keep: number) {
    this.#lane = lane
    this.#keep = keep
  }

  /** Whether none is left alone. */
  get isNothing(): boolean {
    return this.#keep === 0
  }

  /** The ids that are not among their job's newest. */
  async leaveOut(ids: readonly string[]): Promise<readonly string[]> {
    if (this.isNothing || ids.length === 0) return ids
    const codes = [...new Set(ids.map((id) => parseEntryId(id).jobCode))].filter((code) => !this.#newest.has(code))
    const newest = await readNewest(this.#lane, codes, this.#keep)
    codes.forEach((code, index) => this.#newest.set(code, new Set(newest[index])))
    return ids.filter((id) => !this.#newest.get(parseEntryId(id).jobCode)?.has(id))
  }
}
