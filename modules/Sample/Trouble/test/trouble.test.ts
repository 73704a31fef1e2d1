import { createTestSchedule } from '@horarium/sdk/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import Failing from '../Model/Failing.js'
import Talking from '../Model/Talking.js'
import Targets from '../Model/Targets.js'
import Waiting from '../Model/Waiting.js'

afterEach(() => vi.restoreAllMocks())

// What ends its process, or never ends, is shown where there are processes: packages/cli/test/processes/trouble.test.ts.
describe('trouble', () => {
  it('fails with the message it is given, under a name that can be retried on', async () => {
    const schedule = createTestSchedule({ attempt: 2, params: { message: 'out of ink' } })
    await expect(new Failing().fails(schedule)).rejects.toMatchObject({ name: 'AlwaysFails', message: 'out of ink' })
    expect(schedule.lines).toEqual([{ level: 'warn', message: 'about to fail', fields: { attempt: 2 } }])
  })

  it('sleeps to the end, or until it is asked to end', async () => {
    const params = { seconds: '0' }
    expect(await new Waiting().sleeps(createTestSchedule({ params }))).toBe('slept for 0 s')
    const woken = createTestSchedule({ params: { seconds: '86400' }, signal: AbortSignal.abort() })
    expect(await new Waiting().sleeps(woken)).toBe('was woken early')
  })

  it('blocks for as long as it is told', async () => {
    const schedule = createTestSchedule({ params: { seconds: '0' } })
    expect(await new Failing().blocks(schedule)).toBe('blocked its process for 0 s')
  })

  it('holds as much memory as it is told, and tells how far it is', async () => {
    const schedule = createTestSchedule({ params: { megabytes: '2' } })
    expect(await new Failing().leaks(schedule)).toBe('held 2 MiB')
    expect(schedule.percent).toBe(100)
  })

  it('talks in lines, to the output of its process and in its result', async () => {
    const output = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    const schedule = createTestSchedule({ params: { kilobytes: '3' } })
    expect(await new Talking().talks(schedule)).toHaveLength(3 * 1_024)
    expect(schedule.lines).toHaveLength(3)
    expect(output).toHaveBeenCalledOnce()
  })

  it('names the targets of its parameter, visits one, and fails without', async () => {
    const schedule = createTestSchedule({ jobCode: 'trouble_needs_target', params: { targets: 'left, right,' } })
    expect(await new Targets().list(schedule)).toEqual(['left', 'right'])
    expect(await new Targets().list(createTestSchedule())).toEqual([])
    expect(await new Targets().visit(createTestSchedule({ target: 'left' }))).toBe('visited left')
    await expect(new Targets().visit(schedule)).rejects.toThrow('trouble_needs_target needs a target.')
    await expect(new Targets().visit(createTestSchedule({ target: 'broken' }))).rejects.toThrow('does not open')
  })

  it.each([
    ['blocks', { seconds: 'long' }],
    ['exits', { code: '256' }],
    ['leaks', { megabytes: '0' }],
  ] as const)('that %s with %j is refused before it does anything', async (method, params) => {
    const schedule = createTestSchedule({ params })
    await expect(new Failing()[method](schedule)).rejects.toMatchObject({ name: 'InvalidParams' })
    expect(schedule.lines).toEqual([])
  })
})
