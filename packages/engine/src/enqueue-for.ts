import { HorariumError } from '@horarium/core'
import type { Schedule } from '@horarium/sdk'
import type { OwnedRun } from '@horarium/store'
import type { ExecutionPorts } from './execute.js'

/** One run may ask for so many entries: a loop that never ends asks for no more. */
const MOST = 1_000

/** Where the entries of a job that a run has asked for stand, one beside the other. */
export interface Row {
  /** Epoch ms. */
  readonly from: number
  readonly to: number
}

/** What a handler asks for entries with. */
export function enqueueFor({ id, token }: OwnedRun, { enqueue }: Pick<ExecutionPorts, 'enqueue'>): Schedule['enqueue'] {
  let count = 0
  const rows = new Map<string, Row>()
  return async (jobCode, wish = {}) => {
    count += 1
    if (count > MOST) throw new HorariumError('conflict', `One run may ask for ${MOST} entries, and this one did.`)
    return enqueue({ id, token, rows }, { ...wish, jobCode })
  }
}
