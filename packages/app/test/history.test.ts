import { type App, purgeHistory, queryEntries, runJob } from '@horarium/app'
import { FINISHED_STATUSES } from '@horarium/core'
import { readAudit } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { at, job, jobOf, openTestApp } from './support/test-app.js'

const DAY = 86_400_000
const NOON = Date.UTC(2026, 0, 31, 12)

/** An app at NOON whose jobs `good` and `bad` ran once on each of the days before, one hour after noon. */
async function ranFor(days: number): Promise<App> {
  const app = await openTestApp({ jobs: { good: job(''), bad: `<group>other</group>${job('', 'fail')}` } })
  for (let day = days; day > 0; day -= 1) {
    const then = at(app, NOON - day * DAY + 3_600_000)
    for (const code of ['good', 'bad']) await runJob(then, jobOf(app, code), { params: {} })
  }
  return at(app, NOON)
}

async function left(app: App): Promise<readonly string[]> {
  const entries = await queryEntries(app, { statuses: FINISHED_STATUSES, limit: 100 })
  return entries.map(({ jobCode, scheduledAt }) => `${jobCode} ${Math.ceil((NOON - scheduledAt) / DAY)}`).toSorted()
}

describe('purging the history by hand', () => {
  it('takes what finished longer ago, of every lane and status, and a dry run counts just that', async () => {
    const app = await ranFor(4)
    const order = { days: 2, keep: 0 }

    const dry = await purgeHistory(app, { ...order, dryRun: true })
    expect(await left(app)).toHaveLength(8)
    const real = await purgeHistory(app, { ...order, dryRun: false })

    const ends = { oldest: NOON - 4 * DAY + 3_600_000, newest: NOON - 3 * DAY + 3_600_000 }
    expect(real).toEqual({ count: 4, cutoff: NOON - 2 * DAY, ...ends })
    expect(dry).toEqual(real)
    expect(await left(app)).toEqual(['bad 1', 'bad 2', 'good 1', 'good 2'])
  })

  it('keeps the newest of each job whatever their age', async () => {
    const app = await ranFor(4)
    const order = { days: 0, keep: 3 }

    const dry = await purgeHistory(app, { ...order, dryRun: true })
    const real = await purgeHistory(app, { ...order, dryRun: false })

    expect([dry.count, real.count]).toEqual([2, 2])
    expect(await left(app)).toEqual(['bad 1', 'bad 2', 'bad 3', 'good 1', 'good 2', 'good 3'])
  })

  it('takes only what jobs that were named have left', async () => {
    const app = await ranFor(4)

    const purged = await purgeHistory(app, { days: 2, keep: 0, jobs: ['bad'], dryRun: false })

    expect(purged.count).toBe(2)
    expect(await left(app)).toEqual(['bad 1', 'bad 2', 'good 1', 'good 2', 'good 3', 'good 4'])
  })

  it('tells how far it is, and stops when it is asked to', async () => {
    const app = await ranFor(2)
    const told: number[] = []

    const none = await purgeHistory(app, { days: 0, keep: 0, dryRun: false, signal: AbortSignal.abort() })
    await purgeHistory(app, { days: 0, keep: 0, dryRun: false, onProgress: (purged) => told.push(purged) })

    expect(none.count).toBe(0)
    expect(told.at(-1)).toBe(4)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
  })
})

describe('the audit trail', () => {
  it('tells who purged how much, and nothing of a purge that found nothing', async () => {
    const app = await ranFor(1)
    await purgeHistory(app, { days: 9, keep: 0, dryRun: false })
    await purgeHistory(app, { days: 0, keep: 0, dryRun: true })
    await purgeHistory({ ...app, author: 'anna' }, { days: 0, keep: 0, jobs: ['good'], dryRun: false })
    const before = '1 entries of good that had ended by 2026-01-31T12:00:00.000Z'
    expect(await readAudit(app.instance, 9)).toMatchObject([{ action: 'history:purge', author: 'anna', before }])
  })
})

describe('the history', () => {
  it('comes newest first over all lanes, up to a limit', async () => {
    const app = await ranFor(3)

    const entries = await queryEntries(app, { statuses: FINISHED_STATUSES, limit: 4 })

    const daysAgo = entries.map(({ finishedAt = 0 }) => Math.ceil((NOON - finishedAt) / DAY))
    expect(daysAgo).toEqual([1, 1, 2, 2])
    expect(new Set(entries.map(({ jobCode }) => jobCode))).toEqual(new Set(['good', 'bad']))
  })

  it('can be asked for by job, group, status and instant', async () => {
    const app = await ranFor(3)
    const all = { statuses: FINISHED_STATUSES, limit: 100 }
    const codesOf = async (query: object): Promise<readonly string[]> =>
      (await queryEntries(app, { ...all, ...query })).map(({ jobCode }) => jobCode)

    expect(await codesOf({ jobCode: 'good' })).toEqual(['good', 'good', 'good'])
    expect(await codesOf({ group: 'other' })).toEqual(['bad', 'bad', 'bad'])
    expect(await codesOf({ group: 'nobody' })).toEqual([])
    expect(await codesOf({ statuses: ['error'], from: NOON - 2 * DAY })).toEqual(['bad', 'bad'])
    expect(await codesOf({ jobCode: 'good', to: NOON - 2 * DAY })).toEqual(['good'])
  })
})
