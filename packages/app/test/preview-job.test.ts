import { previewJob } from '@horarium/app'
import { describe, expect, it } from 'vitest'
import { at, job, jobOf, openTestApp } from './support/test-app.js'

const night = `<timezone>Europe/Paris</timezone>${job('30 2 * * *')}`

describe('the preview of a job', () => {
  it('tells the local time, what the clocks do, and whom it meets', async () => {
    const app = await openTestApp({ jobs: { night, other: job('0 1 * * *'), never: job('7 7 * * *') } })
    const spring = at(app, Date.parse('2026-03-28T12:00Z'))

    const { words, runs } = previewJob(spring, jobOf(app, 'night'), 2)

    expect(words).toBe('at 02:30 every day (Europe/Paris)')
    expect(runs[0]).toMatchObject({ at: Date.parse('2026-03-29T01:00Z'), moved: { count: 1 }, meets: ['other'] })
    expect(runs[0]?.local).toMatchObject({ wall: Date.parse('2026-03-29T03:00Z'), offset: 7_200_000 })
    expect(runs[1]).toMatchObject({ at: Date.parse('2026-03-30T00:30Z'), moved: undefined, meets: [] })
  })

  it('marks the passes of an hour that comes twice', async () => {
    const app = await openTestApp({ jobs: { often: `<timezone>Europe/Paris</timezone>${job('30 * * * *')}` } })
    const autumn = at(app, Date.parse('2026-10-25T00:00Z'))
    const { runs } = previewJob(autumn, jobOf(app, 'often'), 3)
    expect(runs.map(({ local }) => local?.pass)).toEqual(['first', 'second', undefined])
  })
})
