/** Every status an entry can have; the first five are Magento's own. */
export const STATUSES = ['pending', 'running', 'success', 'error', 'missed', 'skipped', 'killed'] as const
export type Status = (typeof STATUSES)[number]

/** Statuses in which an entry stays until it is purged. */
export const FINISHED_STATUSES = ['success', 'error', 'missed', 'skipped', 'killed'] as const
export type FinishedStatus = (typeof FINISHED_STATUSES)[number]

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
