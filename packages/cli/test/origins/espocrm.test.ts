import { execFileSync } from 'node:child_process'
import { rehearse } from '@horarium/sdk/testing'
import { describe, expect, inject, it } from 'vitest'
import { answerOf, begin, eventually, horarium } from '../support/horarium.js'
import { makeSampleProject, sampleModule, sampleStore } from './sample-project.js'

const NAMES = [
  'CheckEmailAccounts',
  'CheckInboundEmails',
  'Cleanup',
  'ControlKnowledgeBaseArticleStatus',
  'ProcessMassEmail',
  'ProcessWebhookQueue',
  'SendEmailNotifications',
  'SendEmailReminders',
  'SubmitPopupReminders',
]
const CRM = sampleModule('Sample/Crm')
const redis = inject('redisAddress')

type Shape = Readonly<Record<string, unknown>>

// "Jobs" of EspoCRM's manual, from top to bottom.
describe('the manual of EspoCRM', () => {
  it('says that scheduling works in UTC, whatever zone the server has', async () => {
    const cwd = makeSampleProject(['Sample/Store', 'Sample/Crm'])
    const next = (TZ: string): Promise<unknown> =>
      answerOf({ cwd, environment: { TZ } }, 'job:next', 'Cleanup', '--count', '2')

    const [here, there] = [await next('UTC'), await next('Pacific/Auckland')]
    expect(here).toEqual(there)
    expect(JSON.stringify(here)).toMatch(/T01:01:00/)
  })

  it('has cron run it each minute, or every 15 s by four lines', async () => {
    const cwd = makeSampleProject(['Sample/Store', 'Sample/Crm'])
    const { stdout } = await horarium(cwd, 'cron:print', '--every', '15')
    const lines = stdout.split('\n').filter((line) => line.startsWith('* * * * *'))

    expect(lines.map((line) => /sleep (\d+)/.exec(line)?.[1])).toEqual([undefined, '15', '30', '45'])
    const command = (lines[0] ?? '').replace(/^(\* ){5}/, '').replaceAll('\\%', '%')
    execFileSync('/bin/sh', ['-c', command], { env: { REDIS_URL: redis, PATH: '/usr/bin:/bin', HOME: cwd } })
    expect(await answerOf(cwd, 'schedule:list', '--job', 'SubmitPopupReminders')).not.toEqual([])
  })

  it('has a daemon, which a service manager starts and stops', async () => {
    const cwd = makeSampleProject(['Sample/Store', 'Sample/Crm'])
    const daemon = begin(cwd, 'worker')
    await eventually(
      () => answerOf(cwd, 'schedule:list', '--job', 'SubmitPopupReminders') as Promise<readonly Shape[]>,
      ({ length }) => length > 0,
    )
    daemon.child.kill('SIGTERM')
    expect(await daemon.ended).toMatchObject({ code: 0 })
    expect((await horarium(cwd, 'systemd:print')).stdout).toMatch(/^Restart=always$/m)
  })

  it('runs jobs in parallel, or one by one', async () => {
    const store = sampleStore()
    const startsOf = async (concurrency: string): Promise<readonly number[]> => {
      const { entries } = await rehearse({
        modules: [CRM],
        jobs: ['ProcessMassEmail', 'SendEmailNotifications', 'SubmitPopupReminders'],
        settings: { 'system/cron/default/concurrency': concurrency },
        lasts: { ProcessMassEmail: '50s', SendEmailNotifications: '2s', SubmitPopupReminders: '2s' },
        params: Object.fromEntries(NAMES.map((name) => [name, { store }])),
        from: '2026-01-31T12:10:00Z',
        to: '2026-01-31T12:11:00Z',
        redis,
      })
      return entries.map(({ startedAt }) => startedAt?.getUTCSeconds() ?? -1).toSorted((a, b) => a - b)
    }
    expect(await startsOf('8')).toEqual([0, 0, 0])
    expect(new Set(await startsOf('1')).size).toBe(3)
  })

  it('runs one job by its name, and prints all there are', async () => {
    const cwd = makeSampleProject(['Sample/Store', 'Sample/Crm'])

    for (const name of ['Cleanup', 'ProcessMassEmail', 'process-mass-email']) {
      expect(await horarium(cwd, 'run-job', name)).toMatchObject({ code: 0, stderr: '' })
    }
    const { stdout } = await horarium(cwd, 'app-info', '--jobs')
    expect(
      stdout
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    ).toEqual(expect.arrayContaining(NAMES))
    expect(await horarium(cwd, 'run-job', 'Clean')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Cleanup'),
    })
  })

  it('has jobs that want a target', async () => {
    const cwd = makeSampleProject(['Sample/Store', 'Sample/Crm'])
    await horarium(cwd, 'run-job', 'CheckEmailAccounts')

    const target = ['--target-id=ann', '--target-type=EmailAccount']
    const { code, stderr } = await horarium(cwd, 'run-job', 'CheckEmailAccounts', ...target)
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('ann') })
    const [run] = (await answerOf(cwd, 'history:list', '--target', 'ann')) as readonly Shape[]
    expect(await answerOf(cwd, 'history:show', String(run?.['id']))).toMatchObject({
      status: 'error',
      params: { target_id: 'ann', target_type: 'EmailAccount' },
    })
  })
})
