import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOf, eventually, horarium } from './support/horarium.js'
import { openLedger } from './support/ledger.js'
import { CONFIG_XML, jobsXml, makeProject, removeProject } from './support/project.js'

let project = ''
beforeAll(() => {
  project = makeProject({ [CONFIG_XML]: jobsXml({ often: { does: 'ok', when: '<every>1</every>' } }) })
})
afterAll(() => removeProject(project))

interface Answer {
  readonly instants: number
  readonly brokenCount: number
}

describe('schedule:audit', () => {
  it('ends with 0 while all is accounted for, and with 1 and a list when something is not', async () => {
    await horarium(project, 'cron:run')
    const sound = await eventually(
      async () => (await answerOf(project, 'schedule:audit')) as Answer,
      ({ instants }) => instants > 0,
    )
    expect(sound.brokenCount).toBe(0)
    const { lane } = openLedger(project)
    await lane.redis.del(lane.keys.pending)

    const { code, stdout } = await horarium(project, 'schedule:audit')

    expect(code).toBe(1)
    expect(stdout).toMatch(/^missing +\d+ +written down once, and nowhere$/m)
    expect(stdout).toMatch(/^often@\d{8}T\d{6}Z .* missing$/m)
  })

  it('refuses a window that ends before it begins', async () => {
    const { code, stderr } = await horarium(project, 'schedule:audit', '--from', 'now', '--to', '-1h')
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'horarium: --from now is later than --to -1h.\n' })
  })
})
