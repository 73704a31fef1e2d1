import { commonParams, flag, wholeNumber } from '@horarium-modules/sample-store'
import { checkParams, type Schedule } from '@horarium/sdk'
import * as v from 'valibot'
import { removeInBatches } from './Cleaning/remove-in-batches.js'
import { STEPS } from './Cleaning/steps.js'
import { before } from './instants.js'
import { openCrm } from './open-crm.js'

const PARAMS = v.strictObject({
  ...commonParams,
  queue_days: v.optional(wholeNumber(1, 3_650), '30'),
  notification_days: v.optional(wholeNumber(1, 3_650), '60'),
  popup_days: v.optional(wholeNumber(1, 3_650), '15'),
  webhook_days: v.optional(wholeNumber(1, 3_650), '10'),
  deleted_days: v.optional(wholeNumber(1, 3_650), '60'),
  dry_run: v.optional(flag, '0'),
})

/** Rows removed, or that would be, by the name of their step. */
export type CleanupResult = Readonly<Record<string, number>>

/** The handler of `Cleanup`. */
export default class Cleanup {
  /** Takes every step, also after one that failed; then fails with what went wrong. */
  async run(schedule: Schedule): Promise<CleanupResult> {
    const params = await checkParams(schedule, PARAMS)
    using store = openCrm(schedule)
    const removed: Record<string, number> = {}
    const failures: Error[] = []
    for (const { name, table, where, days } of STEPS) {
      if (schedule.signal.aborted) break
      const rows = { table, where, limit: before(schedule.scheduledAt, params[days], 'days') }
      try {
        removed[name] = await removeInBatches(store, rows, { signal: schedule.signal, dryRun: params.dry_run })
      } catch (error) {
        schedule.log.error('step failed', { step: name, error: String(error) })
        failures.push(new Error(`${name}: ${String(error)}`, { cause: error }))
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join('; '))
    const rows = Object.values(removed).reduce((sum, count) => sum + count, 0)
    schedule.setMessage(`${rows} rows ${params.dry_run ? 'would be removed' : 'removed'}`)
    return removed
  }
}
