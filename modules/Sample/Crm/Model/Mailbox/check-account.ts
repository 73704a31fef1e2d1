import { commonParams, wholeNumber } from '@horarium-modules/sample-store'
import { checkParams, type Schedule } from '@horarium/sdk'
import * as v from 'valibot'
import { openCrm } from '../open-crm.js'
import { type AccountType, activeAccounts, findAccount } from './accounts.js'
import { fetchNew } from './fetch-new.js'
import { keepMessages } from './keep-messages.js'

/** What a check of one account did. */
export interface CheckResult {
  readonly account: string
  /** Messages stored. */
  readonly stored: number
  /** Messages a later check will fetch. */
  readonly left: number
}

/** The accounts an instant is handed to: the active ones. */
export function listAccounts(schedule: Schedule, type: AccountType): readonly string[] {
  using store = openCrm(schedule)
  return activeAccounts(store, type)
}

/** Fetches the messages that came to the run's target since the last check, and stores them. */
export async function checkAccount(schedule: Schedule, type: AccountType): Promise<CheckResult> {
  const { batch, max_kilobytes } = await checkParams(schedule, paramsFor(type))
  using store = openCrm(schedule)
  const account = findAccount(store, type, schedule.target ?? '')
  const { signal } = schedule
  const fetched = await fetchNew(account, { batch, maxBytes: max_kilobytes * 1_024, signal })
  const stored = keepMessages(store, account, fetched)
  schedule.setMessage(`${stored} new in ${account.id}`)
  return { account: account.id, stored, left: fetched.left }
}

function paramsFor(type: AccountType) {
  return v.strictObject({
    ...commonParams,
    batch: v.optional(wholeNumber(1, 10_000), '100'),
    max_kilobytes: v.optional(wholeNumber(1, 102_400), '1024'),
    // Whoever runs it by hand names the target also in parameters, and of what kind it is.
    target_id: v.optional(v.string()),
    target_type: v.optional(v.literal(type, `must be ${type}`)),
  })
}
