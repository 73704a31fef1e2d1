import { addEntry, type App, type EntryPageQuery, pageEntries, purgeHistory, removeEntry, runJob } from '@horarium/app'
import { entryId, FINISHED_STATUSES, STATUSES } from '@horarium/core'
import { releaseEntries } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { at, job, jobOf, laneOf, openTestApp } from './support/test-app.js'

const NOON = Date.UTC(2026, 0, 31, 12)
const MINUTE = 60_000
const JOBS = { good: `<label>Nightly letters</label>${job('')}`, bad: `<group>other</group>${job('', 'fail')}` }
const ALL = { statuses: STATUSES, limit: 3 }

/** An app at NOON: `good` and `bad` ran in each of the minutes before, and wait for each of those to come. */
async function worked(minutes: number): Promise<App> {
  const app = await openTestApp({ jobs: JOBS })
  for (let minute = minutes; minute > 0; minute -= 1) {
    await run(app, -minute)
    await addAt(app, minute)
  }
  return at(app, NOON)
}

async function run(app: App, minute: number): Promise<void> {
  for (const code of ['good', 'bad']) await runJob(at(app, NOON + minute * MINUTE), jobOf(app, code), { params: {} })
}

async function addAt(app: App, minute: number): Promise<void> {
  const then = NOON + minute * MINUTE + 500
  for (const code of ['good', 'bad']) await addEntry(at(app, NOON), jobOf(app, code), { at: then })
}

/** All pages, as `<job code> <minutes from noon>`; told between two of them. */
async function read(app: App, query: Partial<EntryPageQuery>, between?: () => unknown): Promise<readonly string[]> {
  const found: string[] = []
  let behind: EntryPageQuery['behind']
  for (;;) {
    const { entries, next } = await pageEntries(app, { ...ALL, ...query, behind })
    found.push(...entries.map(({ jobCode, scheduledAt }) => `${jobCode} ${Math.floor((scheduledAt - NOON) / MINUTE)}`))
    if (!next) return found
    behind = next
    await between?.()
  }
}

const both = (minutes: readonly number[]): readonly string[] => minutes.flatMap((one) => [`bad ${one}`, `good ${one}`])
const sorted = (lines: readonly string[]): readonly string[] => lines.toSorted()

describe('paging through the entries of all lanes', () => {
  it('tells what waits by when it is due, then what has ended, newest first', async () => {
    const app = await worked(3)
    const lines = await read(app, {})
    expect(lines.slice(0, 6)).toEqual(both([1, 2, 3]))
    expect(sorted(lines.slice(6))).toEqual(sorted(both([-1, -2, -3])))
    expect(lines.slice(6).map((line) => line.split(' ')[1])).toEqual(['-1', '-1', '-2', '-2', '-3', '-3'])
  })

  it('ends without a next page where nothing follows', async () => {
    const app = await worked(2)
    expect(await pageEntries(app, { ...ALL, statuses: ['pending'], limit: 4 })).toMatchObject({ next: undefined })
    expect(await pageEntries(app, { ...ALL, statuses: ['missed'] })).toEqual({ entries: [], next: undefined })
  })

  it('meets each once that stays, while others end, come and are purged', async () => {
    const app = await worked(9)
    let now = 0
    const lines = await read(app, { statuses: FINISHED_STATUSES }, async () => {
      await run(app, (now += 1))
      if (now === 2) await purgeHistory(app, { days: 7 / 1_440, keep: 0, dryRun: false })
    })
    expect(sorted(lines)).toEqual(sorted(both([-1, -2, -3, -4, -5, -6])))
  })

  it('meets each once that waits, on whatever way, while others go', async () => {
    const app = await worked(5)
    const { entries } = await pageEntries(app, { ...ALL, statuses: ['pending'], limit: 10 })
    const ofGood = entries.filter(({ jobCode }) => jobCode === 'good').map(({ id }) => id)
    await releaseEntries(laneOf(app, 'good'), ofGood.slice(2), NOON)
    let pages = 0
    const lines = await read(app, { statuses: ['pending'] }, async () => {
      pages += 1
      if (pages === 1) await removeEntry(app, ofGood[4] ?? '', '')
    })
    expect(lines).toEqual(both([1, 2, 3, 4, 5]).filter((line) => line !== 'good 5'))
  })
})

const ASKED: readonly (readonly [query: Partial<EntryPageQuery>, lines: readonly string[]])[] = [
  [{ group: 'other' }, ['bad -1', 'bad -2', 'bad 1', 'bad 2']],
  [{ jobCode: 'good' }, ['good -1', 'good -2', 'good 1', 'good 2']],
  [{ statuses: ['error', 'missed'] }, ['bad -1', 'bad -2']],
  [{ jobCode: 'good', statuses: ['success'] }, ['good -1', 'good -2']],
  [{ source: 'calendar' }, []],
  [{ ran: true }, both([-1, -2])],
  [{ search: ' LETTERS' }, ['good -1', 'good -2', 'good 1', 'good 2']],
  [{ search: 'bad@20260131t1201' }, ['bad 1']],
  [{ search: 'nobody' }, []],
  [{ from: NOON + 2 * MINUTE, statuses: ['pending'] }, both([2])],
  [{ to: NOON + 2 * MINUTE, statuses: ['pending'] }, both([1])],
  [{ from: NOON - MINUTE, statuses: FINISHED_STATUSES }, both([-1])],
  [{ to: NOON - 2 * MINUTE, statuses: FINISHED_STATUSES }, both([-2])],
]

describe('asking for some entries', () => {
  it('answers those, by whatever they are asked for', async () => {
    const app = await worked(2)
    const found = await Promise.all(ASKED.map(async ([query]) => [query, sorted(await read(app, query))]))
    expect(found).toEqual(ASKED.map(([query, lines]) => [query, sorted(lines)]))
  })

  it('ends a page early where few of very many fit, and goes on behind it', async () => {
    const app = await worked(1)
    const { redis, keys } = laneOf(app, 'good')
    const ids = Array.from({ length: 30_000 }, (_, nth) => entryId('many', NOON + nth * 1_000))
    await redis.zadd(keys.finished('success'), ...ids.flatMap((id, nth) => [NOON + nth, id]))
    const query = { statuses: FINISHED_STATUSES, search: 'good', limit: 9 }

    const { entries, next } = await pageEntries(app, query)
    const rest = await pageEntries(app, { ...query, behind: next })

    expect(entries).toEqual([])
    expect(rest).toMatchObject({ entries: [{ jobCode: 'good' }], next: undefined })
  })
})
