import { setTimeout as pause } from 'node:timers/promises'
import { commonParams, wholeNumber } from '@horarium-modules/sample-store'
import { checkParams, type Schedule } from '@horarium/sdk'
import * as v from 'valibot'

const FailsParams = v.strictObject({ ...commonParams, message: v.optional(v.string(), 'this job always fails') })
const BlocksParams = v.strictObject({ ...commonParams, seconds: v.optional(wholeNumber(0, 3_600), '60') })
const ExitsParams = v.strictObject({ ...commonParams, code: v.optional(wholeNumber(0, 255), '3') })
const LeaksParams = v.strictObject({ ...commonParams, megabytes: v.optional(wholeNumber(1, 1_048_576), '256') })

const MS_IN_SECOND = 1_000
const MIB = 1_048_576
// Slow enough for whoever watches the process to see it grow.
const BETWEEN_MIB_MS = 10

/** What is thrown, for `retry_on` to name. */
export class AlwaysFails extends Error {
  override readonly name: string = 'AlwaysFails'
}

/** Handlers that harm themselves or their process. */
export default class Failing {
  /** Throws an error with the text of parameter `message`. */
  async fails(schedule: Schedule): Promise<never> {
    const { message } = await checkParams(schedule, FailsParams)
    schedule.log.warn('about to fail', { attempt: schedule.attempt })
    throw new AlwaysFails(message)
  }

  /** Keeps its process busy for `seconds`: nothing else in it moves. */
  async blocks(schedule: Schedule): Promise<string> {
    const { seconds } = await checkParams(schedule, BlocksParams)
    const until = performance.now() + seconds * MS_IN_SECOND
    while (performance.now() < until);
    return `blocked its process for ${seconds} s`
  }

  /** Ends its process with the exit code `code`. */
  async exits(schedule: Schedule): Promise<never> {
    const { code } = await checkParams(schedule, ExitsParams)
    schedule.log.warn('about to end its process', { code })
    process.exit(code)
  }

  /** Takes `megabytes` MiB, one after the other, and holds all of them until its end. */
  async leaks(schedule: Schedule): Promise<string> {
    const { megabytes } = await checkParams(schedule, LeaksParams)
    const held: Buffer[] = []
    while (held.length < megabytes && !schedule.signal.aborted) {
      // Filled, for memory that nobody wrote to is not taken.
      held.push(Buffer.alloc(MIB, held.length + 1))
      // oxlint-disable-next-line no-await-in-loop -- it leaks; it does not block
      await pause(BETWEEN_MIB_MS)
      schedule.progress((100 * held.length) / megabytes)
    }
    return `held ${held.length} MiB`
  }
}
