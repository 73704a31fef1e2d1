import { commonParams } from '@horarium-modules/sample-store'
import { checkParams, type Schedule } from '@horarium/sdk'
import * as v from 'valibot'

const TargetParams = v.strictObject({
  ...commonParams,
  targets: v.optional(v.string(), ''),
  target_id: v.optional(v.string()),
  target_type: v.optional(v.string()),
})

/** The provider and the handler of `trouble_needs_target`. */
export default class Targets {
  /** The targets that parameter `targets` names, with commas between. */
  async list(schedule: Schedule): Promise<readonly string[]> {
    const { targets } = await checkParams(schedule, TargetParams)
    return targets.split(',').flatMap((name) => name.trim() || [])
  }

  /** Visits its target; the one that is named `broken` does not open. */
  async visit(schedule: Schedule): Promise<string> {
    await checkParams(schedule, TargetParams)
    const { target } = schedule
    if (target === undefined) throw new Error(`${schedule.jobCode} needs a target.`)
    if (target === 'broken') throw new Error('The target broken does not open.')
    return `visited ${target}`
  }
}
