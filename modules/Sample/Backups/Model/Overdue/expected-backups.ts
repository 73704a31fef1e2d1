import type { Store } from '@horarium-modules/sample-store'

/** How often people are told of a backup that stays overdue. */
export const REPEATS = ['once', 'daily', 'weekly', 'monthly'] as const
export type Repeat = (typeof REPEATS)[number]

/** After how long they are told again. */
export const REPEAT_MS: Readonly<Record<Repeat, number>> = {
  once: Number.POSITIVE_INFINITY,
  daily: 86_400_000,
  weekly: 604_800_000,
  monthly: 2_592_000_000,
}

/** A backup that is watched. Instants are ISO 8601, UTC. */
export interface ExpectedBackup {
  readonly server: string
  readonly backup: string
  /** The first instant at which one was expected; it gives the others their time of day. */
  readonly expectedFrom: string
  readonly everyMinutes: number
  readonly toleranceMinutes: number
  readonly notify: Repeat
  readonly watched: 0 | 1
  /** When the newest that succeeded was finished; empty while there is none. */
  readonly newestSuccess: string
}

/** Every backup that somebody expects, in the order of its names. */
export function listExpected(store: Store): readonly ExpectedBackup[] {
  return store.all<ExpectedBackup>(`
    select server, backup, expected_from as expectedFrom, every_minutes as everyMinutes,
      tolerance_minutes as toleranceMinutes, notify, watched,
      coalesce((select max(finished_at) from backups_run as run
        where run.server = expected.server and run.backup = expected.backup and status = 'success'), '') as newestSuccess
    from backups_expected as expected
    order by server, backup`)
}

const MINUTE_MS = 60_000

/** When the next backup after the newest is expected: a whole number of intervals after the first, at its time of day. */
export function nextExpected({ expectedFrom, everyMinutes, newestSuccess }: ExpectedBackup): Date {
  const [from, newest] = [Date.parse(expectedFrom), Date.parse(newestSuccess)]
  // Made by hand a little early, one does not stand for the one that is expected then.
  if (Number.isNaN(newest) || newest < from) return new Date(from)
  const every = everyMinutes * MINUTE_MS
  return new Date(from + (Math.floor((newest - from) / every) + 1) * every)
}

/** Whether it should have arrived by now, with what is tolerated. */
export function isOverdue(backup: ExpectedBackup, now: Date): boolean {
  return now.getTime() > nextExpected(backup).getTime() + backup.toleranceMinutes * MINUTE_MS
}
