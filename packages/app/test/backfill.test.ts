import { backfill, planBackfill } from '@horarium/app'
import { generate } from '@horarium/engine'
import { describe, expect, it } from 'vitest'
import { planFor } from './support/lanes.js'
import { at, job, jobOf, openTestApp } from './support/test-app.js'

const HOUR = 3_600_000

/** An app whose job was written at `begun` and then not looked after for some hours, which left a gap. */
async function appWithGap(
  method = 'ok',
): Promise<{ app: Awaited<ReturnType<typeof openTestApp>>; from: number; to: number }> {
  const app = await openTestApp({ jobs: { mail: job('30 * * * *', method) } })
  const to = app.clock.now()
  const from = to - 4 * HOUR
  await generate(planFor(app, 'default'), from - HOUR)
  await generate(planFor(app, 'default'), to)
  return { app, from, to }
}

describe('a backfill', () => {
  it('runs each instant of a gap once, tells it to the handler, and leaves it out the next time', async () => {
    const { app, from, to } = await appWithGap()
    const mail = jobOf(app, 'mail')
    const planned = await planBackfill(app, mail, { from, to })
    expect(planned.length).toBeGreaterThanOrEqual(3)
    expect(new Set(planned.map(({ fate }) => fate))).toEqual(new Set(['gap']))

    const runs: string[] = []
    const instants = planned.map(({ instant }) => instant)
    await backfill(app, mail, {
      instants,
      signal: new AbortController().signal,
      onRun: (instant, { entry: { status, source, params } }) => {
        expect(params).toEqual({ scheduled_for: new Date(instant).toISOString() })
        runs.push(`${source} ${status}`)
      },
    })

    expect(runs).toEqual(instants.map(() => 'manual success'))
    expect(await planBackfill(app, mail, { from, to })).toEqual([])
  })

  it('offers again what failed, and begins nothing more once it is told to stop', async () => {
    const { app, from, to } = await appWithGap('fail')
    const mail = jobOf(app, 'mail')
    const planned = await planBackfill(app, mail, { from, to })
    const stop = new AbortController()
    const instants = planned.map(({ instant }) => instant)
    await backfill(app, mail, { instants, signal: stop.signal, onRun: () => stop.abort() })
    expect(await planBackfill(app, mail, { from, to })).toEqual(planned)
  })

  it('leaves to the next pass what nobody has written yet, and refuses a window too full', async () => {
    const app = await openTestApp({ jobs: { mail: job('* * * * *') } })
    const now = app.clock.now()
    await generate(planFor(app, 'default'), now - 48 * HOUR)
    const window = { from: now - 47 * HOUR, to: now }
    expect(await planBackfill(app, jobOf(app, 'mail'), window)).toEqual([])
    await generate(planFor(app, 'default'), now)
    await expect(planBackfill(at(app, now), jobOf(app, 'mail'), window)).rejects.toThrow('shorter window')
  })
})
