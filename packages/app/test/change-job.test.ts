import {
  type App,
  type ChangedJob,
  type JobWishes,
  listSettings,
  queryEntries,
  resetJob,
  runJob,
  setJob,
  setSetting,
} from '@horarium/app'
import { generate } from '@horarium/engine'
import { readAudit, readOverrides } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { planFor } from './support/lanes.js'
import { job, jobOf, openAt, openTestApp } from './support/test-app.js'

const NOW = { dryRun: false }

function set(app: App, code: string, wishes: JobWishes): Promise<ChangedJob> {
  return setJob(app, jobOf(app, code), { ...wishes, dryRun: false })
}

function tryOut(app: App, code: string, wishes: JobWishes): Promise<ChangedJob> {
  return setJob(app, jobOf(app, code), { ...wishes, dryRun: true })
}

async function pendingMinutes(app: App, code: string): Promise<readonly number[]> {
  const entries = await queryEntries(app, { statuses: ['pending'], jobCode: code, limit: 1_000 })
  return entries.map(({ scheduledAt }) => new Date(scheduledAt).getUTCMinutes())
}

describe('setting a job', () => {
  it('lays each part over the XML, with its author, and a line for each in the audit trail', async () => {
    const app = await openTestApp({ jobs: { mail: `<params><a>1</a><b>2</b></params>${job('0 3 * * *')}` } })
    const params = { b: 'two', 'c d': '' }

    await set(app, 'mail', { schedule: 'hourly', timezone: 'Asia/Tokyo', label: 'Post', params })

    const { calendar, label, params: now } = jobOf(app, 'mail')
    expect({ calendar, label }).toMatchObject({
      calendar: { expression: 'hourly', timezone: 'Asia/Tokyo' },
      label: 'Post',
    })
    expect({ ...now }).toEqual({ a: '1', b: 'two', 'c d': '' })
    const listed = listSettings(app).filter(({ path }) => path.startsWith('crontab/jobs/mail/'))
    expect(listed.every(({ origin, source }) => origin === 'override' && source === app.author)).toBe(true)
    expect((await readAudit(app.instance, 99)).map(({ path }) => path).toSorted()).toEqual(
      listed.map(({ path }) => path),
    )
  })

  it('says how it is run over XML and group, and what is reset the XML says again', async () => {
    const app = await openTestApp({ jobs: { mail: `<retries>1</retries>${job('0 3 * * *')}` } })

    await set(app, 'mail', { policy: { overlap: 'queue', timeout: '10', retries: '3' } })
    const { policy } = jobOf(app, 'mail')
    expect(policy).toMatchObject({ overlap: 'queue', timeoutMs: 600_000, retry: { retries: 3 } })

    await resetJob(app, 'mail', { parts: ['retries'], params: [], ...NOW })
    expect(jobOf(app, 'mail').policy).toMatchObject({ overlap: 'queue', retry: { retries: 1 } })
    await set(app, 'mail', { policy: { retries: '' } })
    expect(jobOf(app, 'mail').policy.retry.retries).toBe(0)
  })

  it('to be started by people only withdraws what its calendar wrote', async () => {
    const app = await openTestApp({ jobs: { mail: job('*/2 * * * *') } })
    await generate(planFor(app, 'default'), app.clock.now())

    const { followed, nextAfter } = await set(app, 'mail', { policy: { manual_only: '1' } })

    expect(followed).toEqual({ withdrawn: 10, written: 0 })
    expect(nextAfter).toEqual([])
    expect((await set(app, 'mail', { policy: { manual_only: '0' } })).followed).toEqual({ withdrawn: 0, written: 10 })
  })

  it('holds for whoever starts later, on other files', async () => {
    const app = await openTestApp({ jobs: { mail: job('0 3 * * *') } })
    await set(app, 'mail', { schedule: '0 4 * * *', description: 'At four' })

    const later = await openAt(app.project.directory)

    expect(jobOf(later, 'mail')).toMatchObject({ cronExpr: '0 4 * * *', description: 'At four' })
  })

  it.each(['30', '30s', 'every 30 s'])('to %s makes it run every so many seconds, and back', async (schedule) => {
    const app = await openTestApp({ jobs: { mail: job('0 3 * * *'), often: `<every>5</every>${job('')}` } })

    await set(app, 'mail', { schedule })
    await set(app, 'often', { schedule: 'daily' })
    expect(jobOf(app, 'mail').calendar).toEqual({ kind: 'every', seconds: 30 })
    expect(jobOf(app, 'often').calendar).toMatchObject({ expression: 'daily' })

    await set(app, 'mail', { schedule: '0 5 * * *' })
    expect(jobOf(app, 'mail')).toMatchObject({ status: 'ok', cronExpr: '0 5 * * *' })
  })

  it.each([
    [{ schedule: '61 * * * *' }, 'Refused: '],
    [{ schedule: '' }, 'An empty schedule is none.'],
    [{ timezone: 'Europe/Berln' }, 'Did you mean Europe/Berlin'],
    [{ label: 'Post', dialect: 'quartz' }, "Refused: 'quartz' is not a dialect"],
    [{ group: 'a b' }, "Refused: 'a b' is not a group name"],
    [{ policy: { overlap: 'queu' } }, "Refused: overlap is 'queu'. Use skip, queue"],
    [{ policy: { retries: '2', timeout: 'long' } }, "Refused: timeout is 'long'"],
    [{ policy: { on_success: 'mial' } }, 'Did you mean mail?'],
    [{ policy: { on_success: 'mail' } }, 'each success of mail would run it again: mail -> mail'],
    [{ policy: {} }, 'Nothing to set'],
    [{}, 'Nothing to set'],
  ])('to %j is refused whole', async (wishes, sentence) => {
    const app = await openTestApp({ jobs: { mail: job('0 3 * * *') } })
    const setting = set(app, 'mail', wishes)

    await expect(setting).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining(sentence) })
    expect(await readOverrides(app.instance)).toEqual([])
    expect(jobOf(app, 'mail')).toMatchObject({ status: 'ok', cronExpr: '0 3 * * *' })
  })

  it('withdraws what is stale and writes what is new before it answers, and leaves a run alone', async () => {
    const app = await openTestApp({ jobs: { mail: job('*/2 * * * *', 'slow') } })
    await generate(planFor(app, 'default'), app.clock.now())
    const stop = new AbortController()
    const run = runJob(app, jobOf(app, 'mail'), { params: {}, signal: stop.signal })
    await expect.poll(() => queryEntries(app, { statuses: ['running'], limit: 9 })).toHaveLength(1)

    const { followed } = await set(app, 'mail', { schedule: '1-59/2 * * * *' })

    expect(followed).toEqual({ withdrawn: 10, written: 10 })
    expect((await pendingMinutes(app, 'mail')).every((minute) => minute % 2 === 1)).toBe(true)
    stop.abort()
    expect((await run).entry.status).toBe('success')
  })

  it('for a try changes nothing, and tells the old next runs and the new ones', async () => {
    const app = await openTestApp({ jobs: { mail: job('0 3 * * *') } })

    const tried = await tryOut(app, 'mail', { schedule: '0 4 * * *', group: 'post' })

    expect(tried.values).toContainEqual({ path: 'crontab/jobs/mail/group', before: undefined, after: 'post' })
    expect([tried.nextBefore, tried.nextAfter].map(([at]) => new Date(at ?? 0).getUTCHours())).toEqual([3, 4])
    expect(tried.warnings).toMatchObject([{ message: 'the group post has no settings, so it inherits the defaults' }])
    expect(tried.followed).toBeUndefined()
    expect(await readOverrides(app.instance)).toEqual([])
    await expect(tryOut(app, 'mail', { schedule: '* *' })).rejects.toThrow('Refused')
  })

  it('loses nothing when many do so at once', async () => {
    const app = await openTestApp({ jobs: { mail: job('0 3 * * *') } })
    const others = await Promise.all([1, 2, 3].map(() => openAt(app.project.directory)))

    await Promise.all(others.map((one, at) => set(one, 'mail', { params: { [`p${at}`]: 'x' } })))

    await app.refresh()
    expect(Object.keys(jobOf(app, 'mail').params).toSorted()).toEqual(['p0', 'p1', 'p2'])
  })
})

describe('resetting a job', () => {
  it('takes the named parts away, or all of them', async () => {
    const app = await openTestApp({ jobs: { mail: job('0 3 * * *') } })
    const wishes = { schedule: '10', label: 'Post', params: { a: '1', b: '2' } }
    await set(app, 'mail', wishes)

    await resetJob(app, 'mail', { parts: ['schedule'], params: ['a'], ...NOW })
    expect(jobOf(app, 'mail')).toMatchObject({ cronExpr: '0 3 * * *', label: 'Post', params: { b: '2' } })

    await resetJob(app, 'mail', { parts: [], params: [], ...NOW })
    expect(await readOverrides(app.instance)).toEqual([])
    await expect(resetJob(app, 'mail', { parts: [], params: [], ...NOW })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is refused when what is below would make it invalid', async () => {
    const app = await openTestApp({ jobs: { mail: job('61 * * * *') } })
    await setSetting(app, 'crontab/jobs/mail/schedule/cron_expr', '0 4 * * *')

    await expect(resetJob(app, 'mail', { parts: [], params: [], ...NOW })).rejects.toMatchObject({ code: 'usage' })
    expect(jobOf(app, 'mail').status).toBe('ok')
  })
})
