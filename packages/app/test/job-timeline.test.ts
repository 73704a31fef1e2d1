import {
  type App,
  countTimeline,
  groupTimelines,
  type JobTimeline,
  pauseJob,
  readTimeline,
  runPass,
} from '@horarium/app'
import { generate } from '@horarium/engine'
import { purgeEntries, readFinishedPage } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { endEntries, type Ended } from './support/ended-entries.js'
import { planFor } from './support/lanes.js'
import { at, job, jobOf, laneOf, openTestApp } from './support/test-app.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOON = Date.UTC(2026, 0, 31, 12)
const MORNING = { from: NOON - HOUR, binMs: 6 * MINUTE, bins: 10 }

const minutely = (count: number, statusOf: (nth: number) => Ended['status']): readonly Ended[] =>
  Array.from({ length: count }, (_, nth) => ({ at: MORNING.from + nth * MINUTE, status: statusOf(nth) }))

async function timelineOf(app: App, code: string, time = MORNING): Promise<JobTimeline> {
  const [found] = await readTimeline(app, { ...time, jobs: [jobOf(app, code)] })
  if (!found) throw new Error(`no timeline of ${code}`)
  return found
}

describe('the timeline of a job', () => {
  it('has every entry where there are few, with when it ran and why it ended so', async () => {
    const app = await openTestApp({ jobs: { a: job('0 3 * * *'), b: job('0 3 * * *') } })
    await endEntries(laneOf(app, 'a'), 'a', [
      { at: NOON - HOUR, status: 'success', tookMs: 2_000 },
      { at: NOON - 30 * MINUTE, status: 'missed' },
    ])

    const { entries, bins, total } = await timelineOf(at(app, NOON), 'a')

    expect({ bins, total }).toEqual({ bins: [], total: 2 })
    expect(entries).toMatchObject([
      { scheduledAt: NOON - HOUR, startedAt: NOON - HOUR, finishedAt: NOON - HOUR + 2_000, status: 'success' },
      { status: 'missed', startedAt: undefined, reason: 'it was missed' },
    ])
    expect((await timelineOf(at(app, NOON), 'b')).entries).toEqual([])
  })

  it('has counts where there are many, each in the bin of its instant', async () => {
    const app = await openTestApp({ jobs: { a: job('0 3 * * *') } })
    const failing = (nth: number): Ended['status'] => (nth === 7 ? 'error' : nth > 57 ? 'skipped' : 'success')
    await endEntries(laneOf(app, 'a'), 'a', minutely(60, failing))

    const { entries, bins, total } = await timelineOf(at(app, NOON), 'a')

    expect({ entries, total }).toEqual({ entries: [], total: 60 })
    expect(bins.map(({ counts }) => counts)).toEqual([
      { success: 6 },
      { success: 5, error: 1 },
      ...Array.from({ length: 7 }, () => ({ success: 6 })),
      { success: 4, skipped: 2 },
    ])
  })

  it('has a run that began before the time and ended in it', async () => {
    const app = await openTestApp({ jobs: { a: job('0 3 * * *') } })
    const before = { at: NOON - 2 * HOUR, status: 'success', tookMs: 90 * MINUTE } as const
    await endEntries(laneOf(app, 'a'), 'a', [{ at: NOON - 3 * HOUR, status: 'success' }, before])

    const { entries, total } = await timelineOf(at(app, NOON), 'a')

    expect(total).toBe(0)
    expect(entries).toMatchObject([{ scheduledAt: before.at }])
  })

  it('goes on where the timetable ends with what the calendar foresees', async () => {
    const app = await openTestApp({ jobs: { a: job('*/10 * * * *') } })
    await runPass(app, new AbortController().signal)
    const now = app.clock.now()
    const { entries, writtenTo = 0, planned } = await timelineOf(app, 'a', { from: now, binMs: 6 * MINUTE, bins: 10 })

    const pending = entries.map(({ scheduledAt }) => scheduledAt)
    expect(entries.every(({ status }) => status === 'pending')).toBe(true)
    expect(planned.instants.every((instant) => instant > writtenTo)).toBe(true)
    expect([...pending, ...planned.instants]).toHaveLength(6)
  })

  it('says only when there is something to come where that is more than can be listed', async () => {
    const app = await openTestApp({ jobs: { a: job('* 3-4 * * *') } })
    const { planned } = await timelineOf(at(app, NOON), 'a', { from: NOON, binMs: HOUR, bins: 24 })
    const [from, to] = [NOON + 15 * HOUR, NOON + 17 * HOUR]
    expect(planned).toEqual({ instants: [], stretches: [{ from, to }] })
  })

  it('shows when instants passed while nothing ran', async () => {
    const app = await openTestApp({ jobs: { a: job('*/30 * * * *') } })
    await generate(planFor(app, 'default'), NOON - 4 * HOUR)
    await generate(planFor(app, 'default'), NOON - 10 * MINUTE)
    const { gaps } = await timelineOf(at(app, NOON), 'a')
    expect(gaps).toMatchObject([{ to: NOON - 10 * MINUTE, count: expect.any(Number) }])
  })

  it('foresees nothing while the job is paused, and says until when and why', async () => {
    const app = await openTestApp({ jobs: { a: job('*/30 * * * *') } })
    await pauseJob(at(app, NOON), jobOf(app, 'a'), { until: NOON + HOUR, note: 'stocktaking' })
    const day = { from: NOON, binMs: 12 * MINUTE, bins: 10 }
    const { pauses, planned } = await timelineOf(at(app, NOON), 'a', day)
    expect(pauses).toMatchObject([{ from: NOON, until: NOON + HOUR, note: 'stocktaking' }])
    expect(planned.instants).toEqual([NOON + HOUR, NOON + 1.5 * HOUR])
  })

  it('still counts what was purged, by day', async () => {
    const app = await openTestApp({ jobs: { a: job('0 3 * * *') } })
    const lane = laneOf(app, 'a')
    await endEntries(
      lane,
      'a',
      minutely(3, () => 'success'),
    )
    const page = await readFinishedPage(lane, 'success', { rank: 0, size: 3 })
    const order = { status: 'success', cutoff: NOON } as const
    await purgeEntries(
      lane,
      page.map(({ id }) => id),
      order,
    )

    const { entries, days } = await timelineOf(at(app, NOON), 'a')

    expect(entries).toEqual([])
    const day = { from: NOON - 12 * HOUR, counts: { success: 3, error: 0 } }
    expect(days).toMatchObject([day])
    const groups = await groupTimelines(at(app, NOON), MORNING)
    expect(groups.find(({ group }) => group === 'default')?.days).toMatchObject([day])
  })
})

it('a group is summed by when its entries ended, however many there are', async () => {
  const app = await openTestApp({ jobs: { a: job('0 3 * * *'), b: `<group>other</group>${job('0 3 * * *')}` } })
  await endEntries(
    laneOf(app, 'a'),
    'a',
    minutely(12, (nth) => (nth === 0 ? 'error' : 'success')),
  )
  await endEntries(
    laneOf(app, 'b'),
    'b',
    minutely(1, () => 'success'),
  )

  const groups = new Map((await groupTimelines(app, MORNING)).map(({ group, bins }) => [group, bins]))

  const second = MORNING.from + MORNING.binMs
  expect(groups.get('default')).toEqual([
    { from: MORNING.from, counts: { success: 5, error: 1 } },
    { from: second, counts: { success: 6 } },
  ])
  expect(groups.get('other')).toEqual([{ from: MORNING.from, counts: { success: 1 } }])
})

it('every job is counted over a time, by how its entries ended', async () => {
  const app = await openTestApp({ jobs: { a: job('0 3 * * *'), b: job('0 3 * * *') } })
  await endEntries(
    laneOf(app, 'a'),
    'a',
    minutely(12, (nth) => (nth === 0 ? 'error' : 'success')),
  )

  const counted = await countTimeline(app, { from: MORNING.from, to: MORNING.from + 10 * MINUTE })

  expect(counted.map(({ definition: { code }, counts }) => [code, counts])).toEqual([
    ['a', { success: 9, error: 1 }],
    ['b', {}],
  ])
})
