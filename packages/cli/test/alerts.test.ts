import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOf, horarium } from './support/horarium.js'
import { CONFIG_XML, jobsXml, makeProject, removeProject } from './support/project.js'

let project = ''
const environment = { HORARIUM__SYSTEM__CRON__ALERT_COMMAND: '/nowhere/alert' }
beforeAll(() => {
  project = makeProject({ [CONFIG_XML]: jobsXml({ fails: { does: 'fail' }, fine: { does: 'ok' } }) })
})
afterAll(() => removeProject(project))

describe('alerts at the command line', () => {
  it('list what is wrong, who was told, and what could not be delivered', async () => {
    expect(await horarium(project, 'alert:list')).toMatchObject({ code: 0, stdout: 'Nothing is wrong.\n' })
    await horarium(project, 'job:run', 'fails')
    await horarium({ cwd: project, environment }, 'cron:run')

    const { open } = (await answerOf(project, 'alert:list')) as { readonly open: readonly unknown[] }
    const undelivered = [{ channel: 'command', attempts: 1, error: expect.stringContaining('ENOENT') }]
    expect(open).toMatchObject([{ kind: 'failed', jobCode: 'fails', told: ['log'], undelivered }])
    const { stdout } = await horarium(project, 'alert:list')
    expect(stdout).toMatch(/^failed\s+fails .* log .*the disk is full$/m)
    expect(stdout).toMatch(/^command .* 1 .*ENOENT$/m)
  })

  it('end with 1 where a message does not arrive', async () => {
    expect(await horarium(project, 'alert:test', '--channel', 'log')).toMatchObject({
      code: 0,
      stdout: 'log: delivered\n',
    })
    const { code, stdout } = await horarium({ cwd: project, environment }, 'alert:test')
    expect(code).toBe(1)
    expect(stdout).toMatch(/^command: .*ENOENT$/m)
    expect((await horarium(project, 'alert:test', '--channel', 'mail')).code).toBe(2)
  })

  it('show no secret', async () => {
    const secret = { HORARIUM__SYSTEM__CRON__ALERT_WEBHOOK_URL: 'https://hook.test/open-sesame' }
    const shown = await Promise.all(
      ['config:list', 'config:get'].flatMap((command) => {
        const args = command === 'config:get' ? ['alert_webhook_url'] : []
        return [[], ['--json']].map((json) =>
          horarium({ cwd: project, environment: secret }, command, ...args, ...json),
        )
      }),
    )

    expect(shown.filter(({ stdout }) => stdout.includes('***'))).toHaveLength(4)
    expect(shown.filter(({ stdout }) => stdout.includes('sesame'))).toEqual([])
  })
})

describe('job:list --failing', () => {
  it('lists the jobs whose last run failed, and ends with 1 if there are any', async () => {
    await horarium(project, 'job:run', 'fine')
    await horarium(project, 'job:run', 'fails')

    const { code, stdout } = await horarium(project, 'job:list', '--failing')

    expect(code).toBe(1)
    expect(stdout).toMatch(/^fails .*TypeError: the disk is full/m)
    expect(stdout).not.toContain('fine')
    await horarium(project, 'job:disable', 'fails')
    expect((await horarium(project, 'job:list', '--failing')).code).toBe(0)
  })
})
