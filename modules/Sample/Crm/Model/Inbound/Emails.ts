import type { Schedule } from '@horarium/sdk'
import { checkAccount, type CheckResult, listAccounts } from '../Mailbox/check-account.js'

/** The handlers of `CheckInboundEmails`: the accounts of groups. */
export default class Emails {
  /** Its targets. */
  list(schedule: Schedule): readonly string[] {
    return listAccounts(schedule, 'InboundEmail')
  }

  /** Checks the target. */
  check(schedule: Schedule): Promise<CheckResult> {
    return checkAccount(schedule, 'InboundEmail')
  }
}
