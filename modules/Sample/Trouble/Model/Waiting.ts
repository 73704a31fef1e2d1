import { setTimeout as pause } from 'node:timers/promises'
import { commonParams, wholeNumber } from '@horarium-modules/sample-store'
import { checkParams, type Schedule } from '@horarium/sdk'
import * as v from 'valibot'

const SleepsParams = v.strictObject({ ...commonParams, seconds: v.optional(wholeNumber(0, 86_400), '30') })
const HangsParams = v.strictObject(commonParams)
const MS_IN_SECOND = 1_000

/** Handlers that take their time. */
export default class Waiting {
  /** Waits for `seconds`, less when it is asked to end. */
  async sleeps(schedule: Schedule): Promise<string> {
    const { seconds } = await checkParams(schedule, SleepsParams)
    schedule.setMessage(`asleep for ${seconds} s`)
    const slept = pause(seconds * MS_IN_SECOND, true, { signal: schedule.signal })
    return (await slept.catch(() => false)) ? `slept for ${seconds} s` : 'was woken early'
  }

  /** Never ends, and does not listen. */
  async hangs(schedule: Schedule): Promise<never> {
    await checkParams(schedule, HangsParams)
    schedule.setMessage('hanging')
    // Something must wait for something, or it is plain that nothing will ever come.
    setInterval(() => undefined, MS_IN_SECOND)
    return new Promise<never>(() => undefined)
  }
}
