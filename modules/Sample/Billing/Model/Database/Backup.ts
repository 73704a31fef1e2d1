import { commonParams, wholeNumber } from '@horarium-modules/sample-store'
import { checkParams, type Schedule } from '@horarium/sdk'
import * as v from 'valibot'
import { openBilling } from '../open-billing.js'
import { removeOldCopies } from './remove-old-copies.js'
import { writeCopy } from './write-copy.js'

const PARAMS = v.strictObject({
  ...commonParams,
  folder: v.optional(v.pipe(v.string(), v.nonEmpty('names no folder')), '.horarium/backups'),
  keep: v.optional(wholeNumber(1, 1_000), '4'),
})

/** What a run of `billing_database_backup` did. */
export interface BackupResult {
  /** The file written. */
  readonly file: string
  readonly bytes: number
  /** The older copies removed, by name. */
  readonly removed: readonly string[]
}

/** The handler of `billing_database_backup`. */
export default class Backup {
  /** Writes a copy, and only once that is found sound removes what is too old. */
  async write(schedule: Schedule): Promise<BackupResult> {
    const { folder, keep } = await checkParams(schedule, PARAMS)
    using store = openBilling(schedule)
    const copy = await writeCopy(store, folder, schedule.scheduledAt)
    const removed = await removeOldCopies(folder, keep)
    schedule.setMessage(`${copy.bytes} bytes written, ${removed.length} older files removed`)
    return { ...copy, removed }
  }
}
