import { commonParams, flag, instant, type Store, wholeNumber } from '@horarium-modules/sample-store'
import { checkParams, type Schedule } from '@horarium/sdk'
import * as v from 'valibot'
import { listExpected, nextExpected, REPEATS } from './Overdue/expected-backups.js'
import { noteAudit, openBackups } from './tables.js'

const name = v.pipe(
  v.string('must be given'),
  v.trim(),
  v.regex(/^[^/\s][^/]{0,99}$/, 'must have 1 to 100 characters, no /'),
)
const YEAR_MINUTES = 527_040

const ReportParams = v.strictObject({
  ...commonParams,
  server: name,
  backup: name,
  status: v.optional(v.picklist(['success', 'error'], 'must be success or error'), 'success'),
  finished_at: v.optional(instant),
  expected_from: v.optional(instant),
  every_minutes: v.optional(wholeNumber(1, YEAR_MINUTES)),
  tolerance_minutes: v.optional(wholeNumber(0, YEAR_MINUTES)),
  notify: v.optional(v.picklist(REPEATS, `must be ${REPEATS.join(', ')}`)),
  watched: v.optional(flag),
})
type ReportWish = v.InferOutput<typeof ReportParams>

/** What a report leaves as its result. */
export interface Received {
  readonly server: string
  readonly backup: string
  /** When the next is expected. */
  readonly expectedAt: string | null
}

/** The handler of `backup-received`. */
export default class Report {
  /** Notes a backup, and how the next ones are expected; one that is new is expected daily, from now on. */
  async receive(schedule: Schedule): Promise<Received> {
    const wish = await checkParams(schedule, ReportParams)
    const { server, backup, status } = wish
    using store = openBackups(schedule)
    store.together(() => note(store, wish, schedule.scheduledAt.toISOString()))
    const expected = listExpected(store).find((one) => one.server === server && one.backup === backup)
    const expectedAt = expected ? nextExpected(expected).toISOString() : null
    schedule.setMessage(`${status} noted, the next is expected at ${expectedAt}`)
    return { server, backup, expectedAt }
  }
}

function note(store: Store, wish: ReportWish, now: string): void {
  const { server, backup, status, finished_at: finishedAt = now } = wish
  expectBackup(store, wish, finishedAt)
  store.run(
    'insert into backups_run (server, backup, finished_at, status) values (?, ?, ?, ?)',
    server,
    backup,
    finishedAt,
    status,
  )
  noteAudit(store, now, { action: 'backup_received', subject: `${server}/${backup}`, detail: status })
}

function expectBackup(store: Store, wish: ReportWish, finishedAt: string): void {
  const { server, backup, notify, watched } = wish
  store.run(
    `insert into backups_expected (server, backup, expected_from, every_minutes, tolerance_minutes, notify)
      values (?, ?, ?, 1440, 120, 'daily') on conflict do nothing`,
    server,
    backup,
    finishedAt,
  )
  store.run(
    `update backups_expected set expected_from = coalesce(?, expected_from), every_minutes = coalesce(?, every_minutes),
      tolerance_minutes = coalesce(?, tolerance_minutes), notify = coalesce(?, notify), watched = coalesce(?, watched)
      where server = ? and backup = ?`,
    wish.expected_from ?? null,
    wish.every_minutes ?? null,
    wish.tolerance_minutes ?? null,
    notify ?? null,
    watched === undefined ? null : Number(watched),
    server,
    backup,
  )
}
