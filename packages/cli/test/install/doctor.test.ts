import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it, onTestFinished, vi } from 'vitest'
import { type Ended, horarium } from '../support/horarium.js'
import { at, CONFIG_XML, jobsXml, makeProject, removeProject } from '../support/project.js'
import { makeSpool, type Spool } from './spool.js'

// Several processes each, on a machine that may have other work.
vi.setConfig({ testTimeout: 60_000 })

interface Finding {
  readonly check: string
  readonly level: string
  readonly message: string
  readonly remedy: string
}

function place(): string {
  const jobs = { nightly: { does: 'ok', when: at('0 3 * * *') } }
  const project = makeProject({ [CONFIG_XML]: jobsXml(jobs), '.env': `REDIS_URL=${inject('redisAddress')}\n` })
  onTestFinished(() => removeProject(project))
  return project
}

async function findings(project: string, environment: Readonly<Record<string, string>> = {}): Promise<Finding[]> {
  const { stdout } = await horarium({ cwd: project, environment }, 'doctor', '--json')
  return (JSON.parse(stdout) as { readonly findings: Finding[] }).findings
}

async function crontabOf(project: string, { PATH }: Spool): Promise<Finding[]> {
  return (await findings(project, { PATH })).filter(({ check }) => check === 'crontab')
}

describe('doctor', () => {
  it('looks at everything, says what helps, and ends with 1 for what is wrong', async () => {
    // The tests' Redis keeps nothing.
    const { code, stdout }: Ended = await horarium(place(), 'doctor')

    expect(code).toBe(1)
    expect(stdout).toMatch(/^ok {7}node +Node \d+\.\d+\.\d+$/m)
    expect(stdout).toMatch(/^error {4}redis persistence +none: .*\n +Set appendonly yes and appendfsync everysec/m)
    expect(stdout).toMatch(/^warning {2}last pass +none has been made yet$/m)
  })

  it('goes on where no Redis answers', async () => {
    const found = await findings(place(), { REDIS_URL: 'redis://127.0.0.1:1' })

    const checks = ['node', 'time zones', 'port', 'modules', 'crontab', 'redis']
    expect(found.map(({ check }) => check)).toEqual(checks)
    expect(found.at(-1)).toMatchObject({ level: 'error', message: expect.stringContaining('redis://127.0.0.1:1') })
  })

  it('goes on with a site file that cannot be read', async () => {
    const project = place()
    writeFileSync(join(project, 'horarium.config.json'), '{')

    const found = await findings(project)

    const errors = found.filter(({ level }) => level === 'error').map(({ check }) => check)
    expect(errors).toEqual(['modules', 'redis'])
  })

  it('finds a worker and its pass', async () => {
    const project = place()
    await horarium(project, 'cron:run')

    const found = await findings(project)

    expect(found.filter(({ check }) => ['last pass', 'workers'].includes(check))).toMatchObject([
      { level: 'ok', message: expect.stringMatching(/^\d+ s ago, by cron:run on /) },
      { level: 'ok', message: 'none; passes run the jobs' },
    ])
  })

  it("finds the crontab's block that is there", async () => {
    const [project, spool] = [place(), makeSpool('small')]
    expect(await crontabOf(project, spool)).toMatchObject([{ level: 'ok', message: 'has no block of this project' }])

    await horarium({ cwd: project, environment: { PATH: spool.PATH } }, 'cron:install', '--every', '30')
    expect(await crontabOf(project, spool)).toMatchObject([{ level: 'ok', message: '2 lines of this project' }])
  })

  it("finds a crontab's block that names what is gone, or starts something else", async () => {
    const [project, spool] = [place(), makeSpool('small')]
    await horarium({ cwd: project, environment: { PATH: spool.PATH } }, 'cron:install')

    const installed = spool.read() ?? ''
    spool.write(installed.replaceAll(process.execPath, '/opt/old node/bin/node'.replace(' ', "' '")))
    expect(await crontabOf(project, spool)).toMatchObject([
      { level: 'error', message: expect.stringMatching(/not there: \/opt\/old node\/bin\/node/) },
    ])

    spool.write(installed.replaceAll(' cron:run', ' cron:run -v'))
    expect(await crontabOf(project, spool)).toMatchObject([{ level: 'warning' }])
  })

  it('finds blocks without a pair of marks, and of projects that are gone', async () => {
    const [project, spool] = [place(), makeSpool('small')]
    spool.write('# BEGIN horarium hz /srv/gone\n# END horarium hz /srv/gone\n')
    expect(await crontabOf(project, spool)).toMatchObject([{ level: 'ok' }, { level: 'warning' }])

    await horarium({ cwd: project, environment: { PATH: spool.PATH } }, 'cron:install')
    spool.write((spool.read() ?? '').replace(/# END .*hz-cli.*\n/, ''))
    expect(await crontabOf(project, spool)).toMatchObject([{ level: 'error', message: expect.any(String) }])
  })
})
