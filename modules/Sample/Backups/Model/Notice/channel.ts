/** What people are told of a backup that is overdue. Instants are ISO 8601, UTC. */
export interface Notice {
  readonly server: string
  readonly backup: string
  /** When it should have arrived. */
  readonly expectedAt: string
  readonly everyMinutes: number
  readonly toleranceMinutes: number
  /** When the newest that succeeded was finished, if any did. */
  readonly newestSuccess: string | null
  readonly checkedAt: string
}

/** A way to tell people. */
export interface Channel {
  readonly name: 'webhook' | 'mail' | 'log'
  /** Delivers, or rejects. */
  readonly deliver: (notice: Notice) => Promise<void>
}

/** A notice in one line. */
export function sentenceOf({ server, backup, expectedAt, newestSuccess }: Notice): string {
  const newest = newestSuccess === null ? 'none ever arrived' : `the newest is of ${newestSuccess}`
  return `Backup ${backup} of ${server} is overdue: expected at ${expectedAt}, ${newest}.`
}
