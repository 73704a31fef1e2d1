import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOf, horarium } from './support/horarium.js'
import { at, CONFIG_XML, jobsXml, makeProject, removeProject } from './support/project.js'

let project = ''
beforeAll(() => {
  project = makeProject({ [CONFIG_XML]: jobsXml({ mail: { does: 'ok', when: at('0 3 * * *') } }) })
})
afterAll(() => removeProject(project))

describe('job:set and job:reset', () => {
  it('show what changes, change it, and show where it comes from', async () => {
    const change = ['job:set', 'mail', '--schedule', '0 4 * * *', '--params', 'a=1', 'b=2'] as const
    const tried = await horarium(project, ...change, '--dry-run')
    expect(tried.stdout).toMatch(
      /^path +before +after\n.*cron_expr +\(XML\) +0 4 \* \* \*\n[^]*03:00:00 {2}.*04:00:00\n/,
    )
    expect(tried.stdout).toMatch(/nothing is changed yet\.\n$/)

    const set = await horarium(project, ...change)
    expect(set).toMatchObject({ code: 0, stdout: expect.stringContaining('Job mail is changed; pending entries: 0') })
    const shown = await answerOf(project, 'job:show', 'mail')
    expect(shown).toMatchObject({ schedule: '0 4 * * *', params: { a: '1', b: '2' } })
    expect(shown).toHaveProperty('settings[0].origin', 'override')

    expect(await answerOf(project, 'job:reset', 'mail', '--schedule')).toMatchObject({
      after: { schedule: '0 3 * * *' },
    })
    expect(await answerOf(project, 'job:reset', 'mail')).toMatchObject({ after: { params: {} }, dryRun: false })
  })

  it('refuse what would break the job, and end with 2', async () => {
    const refused = await horarium(project, 'job:set', 'mail', '--schedule', '61 * * * *')

    expect(refused).toMatchObject({ code: 2, stderr: expect.stringMatching(/^horarium: Refused: /) })
    expect(await horarium(project, 'job:reset', 'mail')).toMatchObject({ code: 1 })
  })
})

describe('job:pause and job:resume', () => {
  it('pause a job for a while and say so in its listing', async () => {
    const paused = await horarium(project, 'job:pause', 'mail', '--until', '2h', '--note', 'import')
    expect(paused).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Job mail is paused until .* UTC, in 2 h\.\n$/),
    })
    expect((await horarium(project, 'job:list')).stdout).toMatch(/paused until \d{4}-/)
    expect((await horarium(project, 'job:show', 'mail')).stdout).toMatch(/paused +by .* until .*Z: import/)

    expect(await answerOf(project, 'job:resume', 'mail')).toMatchObject({ code: 'mail', pause: null })
  })
})
