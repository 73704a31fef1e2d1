import { rehearse } from '@horarium/sdk/testing'
import { describe, expect, inject, it } from 'vitest'
import { answerOf, horarium } from '../support/horarium.js'
import { makeSampleProject, sampleModule, sampleStore } from './sample-project.js'

const SITE = ['Sample/Store', 'Sample/Site', 'Horarium/Core']
const JOBS = ['site_update_check', 'site_clean_up', 'site_send_mailings']

type Shape = Readonly<Record<string, unknown>>

// "Gestion des tâches périodiques" of CiviCRM's guide, from top to bottom.
describe('the guide to CiviCRM', () => {
  it('tries one pass by hand, and finds what ran in the log', async () => {
    const cwd = makeSampleProject(SITE)
    for (const job of JOBS) expect(await horarium(cwd, 'job:run', job)).toMatchObject({ code: 0 })
    expect(await horarium(cwd, 'cron:run')).toMatchObject({ code: 0, stderr: '' })

    const ran = (await answerOf(cwd, 'history:list')) as readonly Shape[]
    expect(ran.map(({ jobCode }) => jobCode)).toEqual(expect.arrayContaining(JOBS))
  })

  it('has cron start it every five minutes', async () => {
    const { stdout } = await horarium(makeSampleProject(SITE), 'cron:print', '--every', '5m')
    expect(stdout).toMatch(/^\*\/5 \* \* \* \* .*cron:run/m)
  })

  it('then checks for updates daily, cleans up hourly, and sends mailings each time', async () => {
    const store = sampleStore()
    const { runs } = await rehearse({
      modules: [sampleModule('Sample/Site')],
      jobs: JOBS,
      params: Object.fromEntries(JOBS.map((job) => [job, { store }])),
      from: '2026-01-31T00:00:00Z',
      to: '2026-02-01T00:00:00Z',
      passEvery: '5m',
      redis: inject('redisAddress'),
    })
    expect(JOBS.map((job) => runs(job).length)).toEqual([1, 24, 288])
    expect(JOBS.flatMap((job) => runs(job)).filter(({ status }) => status !== 'success')).toEqual([])
  })
})
