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

  it('say how a job is run, each part by an option of its name', async () => {
    const said = ['--overlap', 'allow', '--overlap-max', '3', '--timeout', '90', '--priority', '-5'] as const
    expect(await answerOf(project, 'job:set', 'mail', ...said)).toMatchObject({
      after: { policy: { overlap: 'allow', overlapMax: 3, timeoutMs: 5_400_000, priority: -5 } },
    })
    const { stdout } = await horarium(project, 'job:show', 'mail')
    expect(stdout).toMatch(/overlap +allow\n +overlap_max +3\n +timeout +90m\n +priority +-5\n/)
    expect(stdout).not.toMatch(/^ +misfire/m)

    const reset = await answerOf(project, 'job:reset', 'mail', '--overlap', '--overlap-max')
    expect(reset).toMatchObject({ after: { policy: { overlap: 'skip', overlapMax: 10, priority: -5 } } })
    expect(await horarium(project, 'job:reset', 'mail')).toMatchObject({ code: 0 })
  })

  it('let people alone start a job, and show it so', async () => {
    await horarium(project, 'job:set', 'mail', '--manual-only', '1')

    expect((await horarium(project, 'job:list')).stdout).toMatch(/mail .*by hand/)
    expect(await answerOf(project, 'job:show', 'mail')).toMatchObject({ schedule: null, cronExpr: '0 3 * * *' })
    await horarium(project, 'job:reset', 'mail', '--manual-only')
  })

  it('refuse what would break the job, and end with 2', async () => {
    const refused = await horarium(project, 'job:set', 'mail', '--schedule', '61 * * * *')
    const mistyped = await horarium(project, 'job:set', 'mail', '--overlap', 'queu')

    expect(mistyped).toMatchObject({ code: 2, stderr: expect.stringMatching(/Did you mean queue\?/) })
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
