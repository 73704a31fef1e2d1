import { planOf, reportJob, runPass } from '@horarium/app'
import { generate } from '@horarium/engine'
import { expect, it } from 'vitest'
import { at, job, jobOf, openTestApp } from './support/test-app.js'

const DAY = 86_400_000

it('a report of a job names the gaps in which its instants passed while nothing ran', async () => {
  const app = await openTestApp({ jobs: { a: job('* * * * *'), b: job('* * * * *') } })
  await runPass(app, new AbortController().signal)
  const later = app.clock.now() + DAY
  await generate(planOf(app.plans(), 'a'), later)
  const { gaps } = await reportJob(at(app, later), jobOf(app, 'a'))
  expect(gaps).toMatchObject([{ jobCode: 'a', to: later, reason: 'nothing ran; the newest instant is caught up' }])
  expect(gaps[0]?.count).toBeGreaterThan(1_400)
})
