import type { BulkJobOptions, Job } from 'bullmq'

/** What BullMQ carries: one id, or a bundle of them. */
export interface Message {
  readonly name: string
  readonly data: 0 | readonly string[]
  readonly opts: BulkJobOptions
}

// What BullMQ does for a message costs more than all we do for an entry, so a herd travels in bundles. Few enough in
// one that waiting behind a slow neighbour is rare, and so many bundles that every process gets some.
const IDS_PER_BUNDLE = 32
const LEAST_MESSAGES = 16

/** A message an id. Its number in the queue is the id itself: one that still waits there is not taken twice. */
export function singles(ids: readonly string[], priority?: Place): readonly Message[] {
  const rank = rankOf(priority)
  return ids.map((id) => ({ name: 'entry', data: 0, opts: { jobId: id, ...rank } }))
}

/** A message an id, whatever else is under way for it. */
export function unnumbered(ids: readonly string[], priority?: Place): readonly Message[] {
  return ids.map((id) => ({ name: 'bundle', data: [id], opts: rankOf(priority) }))
}

/** As few messages as is fair to other processes; few ids go alone. */
export function bundles(ids: readonly string[], priority?: Place): readonly Message[] {
  const size = Math.min(IDS_PER_BUNDLE, Math.ceil(ids.length / LEAST_MESSAGES))
  if (size <= 1) return singles(ids, priority)
  const opts = rankOf(priority)
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, index) => {
    return { name: 'bundle', data: ids.slice(index * size, (index + 1) * size), opts }
  })
}

/** Where among what waits a message goes: by its priority, before all that have none, or, without, behind those. */
export type Place = number | 'front' | undefined

// BullMQ takes a smaller number first, and what has none before all that have one.
const RANK_OF_ZERO = 1_000

function rankOf(priority: Place): BulkJobOptions {
  if (priority === 'front') return { lifo: true }
  return priority === undefined ? {} : { priority: RANK_OF_ZERO - priority }
}

/** The priority a message was sent with. */
export function priorityOf({ opts }: Job<Message['data']>): Place {
  if (opts.lifo) return 'front'
  return opts.priority ? RANK_OF_ZERO - opts.priority : undefined
}

/** The ids a message carries. */
export function idsIn({ id, data }: Job<Message['data']>): readonly string[] {
  return data === 0 ? [id ?? ''] : data
}
