import { FINISHED_STATUSES, type FinishedStatus, jobCodeIn } from '@horarium/core'
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
import { joinSpans, type PurgedSpan, spanOf } from './purged-span.js'

export interface Purged {
  /** Entries that outlived their lifetime. */
  readonly expired: number
  /** Entries beyond `history_max`, oldest first. */
  readonly surplus: number
}

// One page is one script call of about a millisecond: Redis serves others in between.
const PAGE = 200
// Who only reads keeps nobody waiting.
const PAGE_TO_COUNT = 5_000

/** Forgets a lane's finished entries that are older than their lifetime, and what exceeds `history_max`. */
export async function purge(plan: LanePlan, now: number, signal?: AbortSignal): Promise<Purged> {
  const { lane, settings } = plan
  await stampPurged(lane, now)
  const kept = new KeptEntries(lane, settings.historyKeep)
  let expired = 0
  for (const status of FINISHED_STATUSES) {
    const lifetimeMs = status === 'success' ? settings.successLifetimeMs : settings.failureLifetimeMs
    const order = { status, cutoff: now - lifetimeMs, kept, ...(signal ? { signal } : {}) }
    expired += (await purgeOlder(lane, order)).count
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
  /** Forgets nothing. */
  readonly dryRun?: true
}

/** Forgets entries of one status that finished at or before the cutoff, page by page; answers what went, or would go. */
export async function purgeOlder(lane: Lane, order: PurgeOlder): Promise<PurgedSpan> {
  const { status, cutoff, kept, jobs, signal, dryRun } = order
  if (dryRun && !jobs && kept.isNothing) {
    const { count, ends } = await countFinished(lane, status, cutoff)
    return spanOf(ends, count)
  }
  const size = dryRun ? PAGE_TO_COUNT : PAGE
  const spans: PurgedSpan[] = []
  let rank = 0
  while (!signal?.aborted) {
    const page = await readFinishedPage(lane, status, { rank, size })
    const old = page.filter(({ dueAt }) => dueAt <= cutoff)
    const going = await kept.leaveOut(jobs ? old.filter(({ id }) => jobs.has(jobCodeIn(id))) : old)
    const ids = going.map(({ id }) => id)
    spans.push(spanOf(going, dryRun ? ids.length : await purgeEntries(lane, ids, { status, cutoff })))
    rank += dryRun ? old.length : old.length - ids.length
    if (old.length < size) break
  }
  return joinSpans(spans)
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
  readonly #codes = new Set<string>()
  readonly #ids = new Set<string>()

  constructor(lane: Lane, keep: number) {
    this.#lane = lane
    this.#keep = keep
  }

  /** Whether none is left alone. */
  get isNothing(): boolean {
    return this.#keep === 0
  }

  /** Those that are not among their job's newest. */
  async leaveOut(entries: readonly DueEntry[]): Promise<readonly DueEntry[]> {
    if (this.isNothing) return entries
    const codes = new Set(entries.map(({ id }) => jobCodeIn(id)))
    const unread = [...codes].filter((code) => !this.#codes.has(code))
    for (const [code, newest] of await readNewest(this.#lane, unread, this.#keep)) {
      this.#codes.add(code)
      for (const id of newest) this.#ids.add(id)
    }
    return entries.filter(({ id }) => !this.#ids.has(id))
  }
}
