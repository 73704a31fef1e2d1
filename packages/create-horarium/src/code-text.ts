import type { JobNames } from './job-names.js'
import type { ModuleOrder } from './module-files.js'

/** A handler that works as it is, and shows where the work goes. */
export function handlerText({ jobCode }: ModuleOrder, { className }: JobNames): string {
  return `import type { Schedule } from '@horarium/sdk'

/** The handler of ${jobCode}. */
export default class ${className} {
  /** Parameter limit: how many pieces of work one run does at most, a whole number. */
  async run(schedule: Schedule): Promise<{ readonly done: number }> {
    // Read every parameter, and refuse what is wrong, before anything is touched.
    const limit = Number(schedule.params['limit'])
    if (!Number.isInteger(limit) || limit < 1) throw new RangeError('limit is a whole number, 1 or more.')

    let done = 0
    // Whoever stops the process or kills the run is heard between two pieces.
    while (done < limit && !schedule.signal.aborted) {
      // The work goes here. A run that dies is not repeated: make beginning again harmless.
      done += 1
      schedule.progress((100 * done) / limit)
    }
    schedule.log.info('work done', { done })
    return { done }
  }
}
`
}

/** Its test: as its XML declares it, and by itself. */
export function testText({ jobCode }: ModuleOrder, { className }: JobNames): string {
  return `import { join } from 'node:path'
import { createTestSchedule, runJob } from '@horarium/sdk/testing'
import { describe, expect, it } from 'vitest'
import ${className} from '../Model/${className}.js'

describe('${jobCode}', () => {
  it('runs as the module declares it', async () => {
    const run = await runJob({ module: join(import.meta.dirname, '..'), job: '${jobCode}' })
    expect(run).toMatchObject({ status: 'success', result: { done: 100 }, percent: 100 })
    expect(run.lines).toEqual([{ level: 'info', message: 'work done', fields: { done: 100 } }])
  })

  it('ends early when it is asked to', async () => {
    const schedule = createTestSchedule({ params: { limit: '3' }, signal: AbortSignal.abort() })
    expect(await new ${className}().run(schedule)).toEqual({ done: 0 })
  })

  it.each(['', '0', 'many'])('refuses the limit "%s"', async (limit) => {
    const schedule = createTestSchedule({ params: { limit } })
    await expect(new ${className}().run(schedule)).rejects.toThrow('limit is a whole number')
  })
})
`
}
