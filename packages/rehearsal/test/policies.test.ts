import { describe, expect, it } from 'vitest'
import { job } from './support/module-folder.js'
import { at, linesOf, rehearsed } from './support/rehearsed.js'

describe('in a rehearsed time', () => {
  it('a run that fails is tried again as its job says, under its own id', async () => {
    const work = 'ok({ attempt, log }) { log.info("trying"); if (attempt < 3) throw new Error("busy") }'
    const { entries } = await rehearsed({
      work,
      jobs: { a: job('0 12 * * *', 'ok', '<retries>3</retries><backoff>10m</backoff>') },
    })
    const [entry] = entries
    expect(entry).toMatchObject({ status: 'success', attempt: 3, scheduledAt: at('12:00') })
    expect(entry?.lines.map(({ message }) => message)).toEqual([
      'trying',
      'attempt 1 failed',
      'trying',
      'attempt 2 failed',
      'trying',
    ])
    const late = (entry?.startedAt?.getTime() ?? 0) - at('12:00').getTime()
    expect(late).toBeGreaterThan(16 * 60_000)
    expect(late).toBeLessThan(24 * 60_000)
  })

  it('a success is followed, also in another group', async () => {
    const jobs = {
      a: job('30 * * * *', 'ok', '<on_success>b,c</on_success>'),
      b: job('', 'ok', '<on_success>d</on_success>'),
      c: job('', 'ok', '<group>index</group>'),
      d: job(''),
    }
    const { entries } = await rehearsed({ jobs })
    expect(entries.map(({ jobCode, askedBy = '-' }) => `${jobCode} after ${askedBy.slice(0, 1)}`)).toEqual([
      'a after -',
      'b after a',
      'd after b',
      'c after a',
    ])
    expect(entries.every(({ status }) => status === 'success')).toBe(true)
  })

  it('what a handler asks for comes when it is due, with its own parameters', async () => {
    const work = `async ok({ enqueue }) { return enqueue('b', { delay: '10m', params: { to: 'sales' } }) }
      late({ params }) { return params }`
    const { of } = await rehearsed({ work, jobs: { a: job('0 * * * *'), b: job('', 'late') } })
    expect(of('b')).toMatchObject([
      {
        scheduledAt: at('12:10:00.001'),
        startedAt: at('12:10:00.001'),
        result: { to: 'sales' },
        askedBy: 'a@20260131T120000Z',
      },
    ])
  })

  it('a wish that cannot be is refused as in earnest', async () => {
    const work = 'async ok({ enqueue }) { await enqueue("c") }'
    const { entries } = await rehearsed({ work, jobs: { a: job('0 * * * *') } })
    expect(entries).toMatchObject([
      { status: 'error', error: { name: 'EnqueueRefused' }, reason: expect.stringContaining("No job 'c'") },
    ])
  })

  it('a job with targets is run for each, at each instant', async () => {
    const work =
      'list() { return ["sales", "support"] }\nok({ target }) { if (target === "sales") throw new Error("down"); return target }'
    const jobs = { a: job('*/30 * * * *', 'ok', '<targets>test_work/work::list</targets>') }
    const { of } = await rehearsed({ work, jobs })
    expect(
      of('a').map(({ scheduledAt, target = 'all', status }) => `${scheduledAt.getMinutes()} ${target} ${status}`),
    ).toEqual([
      '0 all success',
      '0 sales error',
      '0 support success',
      '30 all success',
      '30 sales error',
      '30 support success',
    ])
  })

  it('a job that fails too often in a row is paused, as a node does', async () => {
    const settings = { 'system/cron/default/poison_failures': '3', 'system/cron/default/poison_pause': '20m' }
    const { of } = await rehearsed({
      work: 'ok() { throw new Error("no") }',
      jobs: { a: job('*/5 * * * *') },
      settings,
    })
    const paused = Array.from({ length: 3 }, () => 'skipped')
    expect(of('a').map(({ status }) => status)).toEqual([
      'error',
      'error',
      'error',
      ...paused,
      'error',
      ...paused,
      'error',
      'skipped',
    ])
  })
})

describe('runs that last', () => {
  const every10 = (more: string): string => job('*/10 * * * *', 'ok', more)
  const lasts = { a: '12m' }

  it('end when they are over, by the simulated clock', async () => {
    const { of } = await rehearsed({ jobs: { a: job('0 * * * *') }, lasts })
    expect(linesOf(of('a'))).toEqual(['12:00 success 12:00-12:12'])
  })

  it.each([
    ['skip', ['12:00 success 12:00-12:12', '12:10 skipped', '12:20 success 12:20-12:32', '12:30 skipped']],
    [
      'queue',
      ['12:00 success 12:00-12:12', '12:10 success 12:12-12:24', '12:20 success 12:24-12:36', '12:30 running 12:36-'],
    ],
    [
      'allow',
      ['12:00 success 12:00-12:12', '12:10 success 12:10-12:22', '12:20 success 12:20-12:32', '12:30 running 12:30-'],
    ],
    [
      'cancel_other',
      [
        '12:00 killed 12:00-12:10:02',
        '12:10 killed 12:10:02-12:20:02',
        '12:20 killed 12:20:02-12:30:02',
        '12:30 running 12:30:02-',
      ],
    ],
  ])('and overlap do what %s says', async (overlap, expected) => {
    const { of } = await rehearsed({ jobs: { a: every10(`<overlap>${overlap}</overlap>`) }, lasts, to: at('12:37') })
    expect(linesOf(of('a'))).toEqual(expected)
  })

  it('end early where their time is over, and their handler hears it', async () => {
    const work = `ok({ signal, log }) {
      return new Promise((done) => signal.addEventListener('abort', () => { log.warn(signal.reason.message); done('early') }))
    }`
    const { of } = await rehearsed({ work, jobs: { a: job('0 * * * *', 'ok', '<timeout>5m</timeout>') }, lasts })
    expect(linesOf(of('a'))).toEqual(['12:00 error 12:00-12:05'])
    expect(of('a')).toMatchObject([
      { error: { name: 'Timeout' }, result: 'early', lines: [{ message: 'timeout: ran longer than 5m' }] },
    ])
  })

  it('are as many at once as their group may have', async () => {
    const jobs = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((code) => [code, job('0 * * * *')]))
    const all = Object.fromEntries(Object.keys(jobs).map((code) => [code, '1m']))
    const settings = { 'system/cron/default/concurrency': '2' }
    const { entries } = await rehearsed({ jobs, lasts: all, settings })
    const spans = linesOf(entries).map((line) => line.slice(-11))
    expect(spans.join(' ')).toBe('12:00-12:01 12:00-12:01 12:01-12:02 12:01-12:02 12:02-12:03')
  })

  it('are beside each other also where they take no time', async () => {
    const jobs = { a: job('* * * * *', 'ok', '<misfire>run_all</misfire>') }
    const downtime = [{ from: at('12:00'), to: at('12:04') }]
    const { of } = await rehearsed({ jobs, downtime, to: at('12:05') })
    expect(of('a').map(({ status }) => status)).toEqual(['success', ...Array.from({ length: 4 }, () => 'skipped')])
  })
})
