import type { RehearsedEntry } from '@horarium/sdk/testing'
import { describe, expect, it } from 'vitest'
import { job } from './support/module-folder.js'
import { playedByPasses } from './support/real-passes.js'
import { at, linesOf, rehearsed } from './support/rehearsed.js'

describe('passes of a crontab line', () => {
  it('run three jobs over a day 288, 24 and 1 times', async () => {
    const jobs = { mailing: job('always'), cleanup: job('hourly'), update_check: job('daily') }
    const day = { from: '2026-01-31T00:00:00Z', to: '2026-02-01T00:00:00Z' }
    const { runs } = await rehearsed({ jobs, passEvery: '5m', ...day })
    expect(Object.keys(jobs).map((code) => runs(code).length)).toEqual([288, 24, 1])
  })

  it('start what has fallen due between two of them, the newest of each job', async () => {
    const { of } = await rehearsed({ jobs: { a: job('*/2 * * * *') }, passEvery: '5m', to: at('12:10') })
    expect(linesOf(of('a'))).toEqual([
      '12:00 success 12:00-12:00',
      '12:02 skipped',
      '12:04 success 12:05-12:05',
      '12:06 pending',
      '12:08 pending',
    ])
  })

  it('start what a run asks for in its own group while it goes on, and the rest later', async () => {
    const work = 'async ok({ enqueue }) { await enqueue("b"); await enqueue("c") }\nnone() {}'
    const jobs = { a: job('0 * * * *'), b: job('', 'none'), c: job('', 'none', '<group>index</group>') }
    const { runs } = await rehearsed({ work, jobs, passEvery: '5m', to: at('12:15') })
    expect([...runs('b'), ...runs('c')].map(({ startedAt }) => startedAt)).toEqual([at('12:00'), at('12:05')])
  })

  it('come beside one another where a run lasts', async () => {
    const jobs = { a: job('*/5 * * * *'), b: job('*/5 * * * *') }
    const { of } = await rehearsed({ jobs, lasts: { a: '7m' }, passEvery: '5m', to: at('12:12') })
    expect(linesOf(of('a'))).toEqual(['12:00 success 12:00-12:07', '12:05 skipped', '12:10 running 12:10-'])
    expect(linesOf(of('b'))).toEqual(['12:00', '12:05', '12:10'].map((time) => `${time} success ${time}-${time}`))
  })
})

describe('what real passes make of a module, at the same instants', () => {
  const work = `ok({ log, params }) { log.info('fine', params); return params }
    fail({ attempt }) { if (attempt < 2) throw new TypeError('not yet') }
    async asks({ enqueue }) { return (await enqueue('asked', { params: { n: 1 } })).slice(0, 6) }
    list() { return ['sales', 'support'] }
    each({ target, setMessage }) { setMessage('for ' + target); if (target === 'support') throw new Error('down') }`
  const jobs = {
    plain: job('*/3 * * * *', 'ok', '<params>colour=red</params>'),
    always: job('always'),
    retried: job('*/10 * * * *', 'fail', '<retries>2</retries><backoff>1m</backoff>'),
    chain: job('5-59/10 * * * *', 'ok', '<on_success>follower,elsewhere</on_success>'),
    follower: job(''),
    elsewhere: job('', 'ok', '<group>index</group>'),
    asking: job('7 * * * *', 'asks'),
    asked: job(''),
    mail: job('*/15 * * * *', 'each', '<targets>test_work/work::list</targets>'),
    off: job('* * * * *', 'ok', '<active>0</active>'),
    catches_up: job('* * * * *', 'ok', '<misfire>run_all</misfire><overlap>allow</overlap>'),
    skips: job('* * * * *', 'ok', '<misfire>skip</misfire>'),
  }
  const downtime = [{ from: at('12:06'), to: at('12:11') }]

  it('is what a rehearsal makes of it', async () => {
    const content = { work, jobs, downtime, passEvery: '1m', to: at('12:20') }
    const [real, played] = [await playedByPasses(content), (await rehearsed(content)).entries]
    expect(played.map(({ id }) => id)).toEqual(real.map(({ id }) => id))
    expect(played.map(withoutStack)).toEqual(real.map(withoutStack))
    expect(played.length).toBeGreaterThan(70)
  })
})

// What called it is another file.
function withoutStack({ error, ...entry }: RehearsedEntry): object {
  return error ? { ...entry, error: { name: error.name, message: error.message } } : entry
}
