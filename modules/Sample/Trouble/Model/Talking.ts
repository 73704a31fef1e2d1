import { commonParams, wholeNumber } from '@horarium-modules/sample-store'
import { checkParams, type Schedule } from '@horarium/sdk'
import * as v from 'valibot'

const TalksParams = v.strictObject({ ...commonParams, kilobytes: v.optional(wholeNumber(1, 10_240), '200') })
const KIB = 1_024

/** The handler of `trouble_talks`. */
export default class Talking {
  /** Logs `kilobytes` KiB, a line for each, writes them to its process's output, and returns as much. */
  async talks(schedule: Schedule): Promise<string> {
    const { kilobytes } = await checkParams(schedule, TalksParams)
    for (let line = 1; line <= kilobytes; line += 1) schedule.log.info('talk', { line, text: 'x'.repeat(KIB) })
    process.stdout.write(`${'y'.repeat(KIB)}\n`.repeat(kilobytes))
    return 'z'.repeat(KIB * kilobytes)
  }
}
