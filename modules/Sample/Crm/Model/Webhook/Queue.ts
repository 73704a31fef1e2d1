import { commonParams, flag, type Store, wholeNumber } from '@horarium-modules/sample-store'
import { checkParams, type Schedule } from '@horarium/sdk'
import * as v from 'valibot'
import { after } from '../instants.js'
import { openCrm } from '../open-crm.js'
import { type Batch, giveUp, noteFailure, noteSent, readBatches } from './batches.js'
import { type Posted, postSigned } from './post-signed.js'

const PARAMS = v.strictObject({
  ...commonParams,
  batch: v.optional(wholeNumber(1, 1_000), '50'),
  max_attempts: v.optional(wholeNumber(1, 20), '4'),
  retry_after_minutes: v.optional(wholeNumber(1, 1_440), '10'),
  allow_private: v.optional(flag, '0'),
})

/** What a run of `ProcessWebhookQueue` did, in events. */
export interface WebhookResult {
  readonly sent: number
  /** Not taken; tried again by a later run. */
  readonly retried: number
  /** Not taken for the last time, or by a webhook that is gone. */
  readonly failed: number
}

/** The handler of `ProcessWebhookQueue`. */
export default class Queue {
  /** Posts to each webhook the events that are due, in one array. */
  async process(schedule: Schedule): Promise<WebhookResult> {
    const params = await checkParams(schedule, PARAMS)
    using store = openCrm(schedule)
    const counts = { sent: 0, retried: 0, failed: giveUp(store) }
    for (const batch of readBatches(store, schedule.scheduledAt, params.batch)) {
      const posted = await postSigned(batch, { allowPrivate: params.allow_private, signal: schedule.signal })
      // Broken off by us it is no attempt of theirs.
      if (schedule.signal.aborted && posted.fault !== undefined) break
      const failed = note(batch, posted, { ...params, store, schedule })
      const { length } = batch.events
      counts.failed += failed
      counts[posted.fault === undefined ? 'sent' : 'retried'] += length - failed
    }
    schedule.setMessage(`${counts.sent} sent, ${counts.retried} to be tried again`)
    return counts
  }
}

interface Noting {
  readonly store: Store
  readonly schedule: Schedule
  readonly max_attempts: number
  readonly retry_after_minutes: number
}

// Answers how many of its events are given up.
function note(batch: Batch, { fault, isGone }: Posted, noting: Noting): number {
  const { store, schedule, max_attempts, retry_after_minutes } = noting
  if (fault === undefined) {
    noteSent(store, batch)
    return 0
  }
  schedule.log.warn('webhook failed', { webhook: batch.id, events: batch.events.length, fault })
  const retryAt = after(schedule.scheduledAt, retry_after_minutes, 'minutes')
  return noteFailure(store, batch, { fault, isGone, retryAt, maxAttempts: max_attempts })
}
