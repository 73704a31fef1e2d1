import type { Schedule } from '@horarium/sdk'
import { checkAccount, type CheckResult, listAccounts } from '../Mailbox/check-account.js'

/** The handlers of `CheckEmailAccounts`: the accounts of single users. */
export default class Accounts {
  /** Its targets. */
  list(schedule: Schedule): readonly string[] {
    return listAccounts(schedule, 'EmailAccount')
  }

  /** Checks the target. */
  check(schedule: Schedule): Promise<CheckResult> {
    return checkAccount(schedule, 'EmailAccount')
  }
}
