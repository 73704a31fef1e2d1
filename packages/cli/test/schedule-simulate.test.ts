import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { horarium } from './support/horarium.js'
import { at, CONFIG_XML, jobsXml, makeProject, removeProject } from './support/project.js'

const NIGHT = `<timezone>Europe/Paris</timezone>${at('30 2 * * *')}`

let project = ''
beforeAll(() => {
  project = makeProject({
    [CONFIG_XML]: jobsXml({
      often: { does: 'ok', when: at('*/10 * * * *') },
      hourly: { does: 'ok', when: at('0 * * * *') },
      night: { does: 'ok', when: NIGHT },
      pass: { does: 'ok', when: at('always') },
    }),
  })
})
afterAll(() => removeProject(project))

const withoutRedis = (): { cwd: string; environment: Record<string, string> } => ({
  cwd: project,
  environment: { REDIS_URL: 'redis://127.0.0.1:1' },
})
const DAY = ['schedule:simulate', '--from', '2026-03-29', '--to', '2026-03-30'] as const

describe.concurrent('schedule:simulate', () => {
  it('draws the load and says when runs meet and what the clocks do, without Redis', async () => {
    const { code, stdout, stderr } = await horarium(withoutRedis(), ...DAY)

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^169 runs of 3 jobs from 2026-03-29 00:00:00 to 2026-03-30 00:00:00 UTC\.$/m)
    expect(stdout).toContain('Not counted, as they run at every pass: pass.')
    expect(stdout).toMatch(/^Runs in each 30 min\n5\.0 [┼┤]/m)
    expect(stdout).toMatch(/^24 of 1440 minutes have more than one run\.$/m)
    expect(stdout).toMatch(/^2026-03-29 01:00 +3 +often, hourly, night$|^2026-03-29 01:00 +3 +hourly, night, often$/m)
    expect(stdout).toMatch(/^2026-03-29 01:00:00 +night +1 run moved to the first instant after the jump$/m)
  })

  it('says the same as JSON', async () => {
    const { stdout } = await horarium(withoutRedis(), ...DAY, '--limit', '2', '--json')
    const answer = JSON.parse(stdout) as Record<string, unknown>
    expect(answer).toMatchObject({ total: 169, collisions: 24, always: ['pass'], load: { minutesEach: 30 } })
    expect(answer['runs']).toEqual([
      { jobCode: 'hourly', at: '2026-03-29T00:00:00.000Z' },
      { jobCode: 'often', at: '2026-03-29T00:00:00.000Z' },
    ])
    expect(answer['clockEffects']).toMatchObject([{ jobCode: 'night', effect: 'moved', count: 1 }])
  })
})
