import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { horarium } from './support/horarium.js'
import { at, CONFIG_XML, jobsXml, makeProject, removeProject } from './support/project.js'

let project = ''
beforeAll(() => {
  project = makeProject({ [CONFIG_XML]: jobsXml({ mail: { does: 'ok', when: at('always') } }) })
})
afterAll(() => removeProject(project))

const fine = { code: 0, stderr: '' }

describe('in maintenance', () => {
  it('a pass ends with 0 and one line, and what is written by hand with 1 unless it insists', async () => {
    expect(await horarium(project, 'maintenance:enable', '--note', 'new disk')).toMatchObject(fine)

    expect(await horarium(project, 'cron:run')).toEqual({
      ...fine,
      stdout: expect.stringMatching(/^guarded: maintenance by \S+ from \S+Z: new disk\n$/),
    })
    for (const command of [
      ['job:run', 'mail'],
      ['schedule:add', 'mail', '--at', '+1h'],
    ]) {
      const { code, stderr } = await horarium(project, ...command)
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('Not now: maintenance by') })
    }
    expect(await horarium(project, 'job:run', 'mail', '--force')).toMatchObject({ code: 0 })
    expect((await horarium(project, 'health')).stdout).toContain('guarded: maintenance by')
    expect(await horarium(project, 'maintenance:disable')).toMatchObject(fine)
    expect(await horarium(project, 'maintenance:disable')).toMatchObject({ code: 1 })
  })
})

describe('a pause', () => {
  it('of everything or of a group is told by a pass in one line, and by health, until it is over', async () => {
    await horarium(project, 'cron:pause', '--until', '2h', '--note', 'import')
    expect((await horarium(project, 'group:pause', 'default', '--until', '1h')).stdout).toMatch(
      /^Group default is paused/,
    )

    const { code, stdout } = await horarium(project, 'cron:run')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^guarded: paused by \S+ until \S+Z: import; paused by \S+ until \S+Z\n$/)
    expect((await horarium(project, 'health')).stdout.match(/guarded: /g)).toHaveLength(2)

    expect((await horarium(project, 'cron:resume')).stdout).toBe('Everything goes on.\n')
    expect((await horarium(project, 'group:resume', 'default')).stdout).toBe('Group default goes on.\n')
    expect((await horarium(project, 'group:pause', 'defalt', '--until', '1h')).code).toBe(2)
    expect(await horarium(project, 'cron:run')).toEqual({ ...fine, stdout: '' })
  })
})
