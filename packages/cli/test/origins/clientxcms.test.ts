import { rehearse } from '@horarium/sdk/testing'
import { describe, expect, inject, it } from 'vitest'
import { answerOf, horarium } from '../support/horarium.js'
import { makeSampleProject, sampleModule, sampleStore } from './sample-project.js'

const BILLING = ['Sample/Store', 'Sample/Billing']
const DELIVERY = 'billing_deliver_services'
const redis = inject('redisAddress')

type Shape = Readonly<Record<string, unknown>>

const historyOf = async (cwd: string, ...words: readonly string[]): Promise<readonly Shape[]> =>
  (await answerOf(cwd, 'history:list', ...words)) as readonly Shape[]

// "Tâche récurrente" of CLIENTXCMS' manual, from top to bottom.
describe('the manual of CLIENTXCMS', () => {
  it('has a report of each action: every execution, its result or its exception', async () => {
    const cwd = makeSampleProject(BILLING)
    await horarium(cwd, 'run-job', DELIVERY)
    await horarium(cwd, 'run-job', 'billing_database_backup', '--param', 'keep=none')

    const [good] = await historyOf(cwd, '--job', DELIVERY)
    expect(await answerOf(cwd, 'history:show', String(good?.['id']))).toMatchObject({ status: 'success', result: {} })
    const [bad] = await historyOf(cwd, '--job', 'billing_database_backup')
    expect(await answerOf(cwd, 'history:show', String(bad?.['id']))).toMatchObject({
      status: 'error',
      error: { name: 'InvalidParams', message: expect.stringContaining('keep') as unknown },
    })
  })

  it('runs one by hand: a row more, with who asked for it', async () => {
    const cwd = makeSampleProject(BILLING)
    expect(await horarium(cwd, 'job:run', DELIVERY)).toMatchObject({ code: 0 })

    expect(await historyOf(cwd, '--job', DELIVERY)).toMatchObject([{ source: 'manual', status: 'success' }])
  })

  it('keeps the last 15 days when old executions are deleted', async () => {
    const cwd = makeSampleProject(BILLING)
    await horarium(cwd, 'job:run', DELIVERY)

    expect((await horarium(cwd, 'history:purge', '--days', '15')).stdout).toMatch(/^Purged 0 entries that finished by /)
    expect(await historyOf(cwd, '--job', DELIVERY)).toHaveLength(1)
    expect((await horarium(cwd, 'history:purge', '--days', '0', '--job', DELIVERY)).stdout).toMatch(/^Purged 1 entry/)
    expect(await historyOf(cwd, '--job', DELIVERY)).toEqual([])
  })

  it('runs by a line in a crontab each minute, or less often to spare the machine', async () => {
    const cwd = makeSampleProject(BILLING)
    expect((await horarium(cwd, 'cron:print')).stdout).toMatch(/^\* \* \* \* \* .*cron:run/m)
    expect((await horarium(cwd, 'cron:print', '--every', '5m')).stdout).toMatch(/^\*\/5 \* \* \* \* .*cron:run/m)

    const store = sampleStore()
    const { runs } = await rehearse({
      modules: [sampleModule('Sample/Billing')],
      jobs: [DELIVERY, 'billing_renewal_invoices'],
      params: { [DELIVERY]: { store }, billing_renewal_invoices: { store } },
      from: '2026-01-31T00:00:00Z',
      to: '2026-01-31T06:00:00Z',
      passEvery: '5m',
      redis,
    })
    expect([runs(DELIVERY).length, runs('billing_renewal_invoices').length]).toEqual([72, 2])
  })
})
