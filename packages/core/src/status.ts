/** Every status an entry can have; the first five are Magento's own. */
export const STATUSES = ['pending', 'running', 'success', 'error', 'missed', 'skipped', 'killed'] as const
export type Status = (typeof STATUSES)[number]

/** Statuses in which an entry stays until it is purged. */
export const FINISHED_STATUSES = ['success', 'error', 'missed', 'skipped', 'killed'] as const
export type FinishedStatus = (typeof FINISHED_STATUSES)[number]

/** How many entries ended how. */
export type StatusCounts = Readonly<Record<FinishedStatus, number>>

/** The moves an entry may make; a running entry returns to pending only for a next attempt. */
export const LEGAL_MOVES: Readonly<Record<Status, readonly Status[]>> = {
  pending: ['running', 'missed', 'skipped', 'killed'],
  running: ['success', 'error', 'killed', 'pending'],
  success: [],
  error: [],
  missed: [],
  skipped: [],
  killed: [],
}

export function isStatus(text: string): text is Status {
  return (STATUSES as readonly string[]).includes(text)
}

export function isFinished(status: Status): status is FinishedStatus {
  return (FINISHED_STATUSES as readonly string[]).includes(status)
}

/** So many of each; none where nothing is said. */
export function sumCounts(all: readonly Readonly<Partial<StatusCounts>>[]): StatusCounts {
  const sum = { success: 0, error: 0, missed: 0, skipped: 0, killed: 0 }
  for (const counts of all) for (const status of FINISHED_STATUSES) sum[status] += counts[status] ?? 0
  return sum
}
