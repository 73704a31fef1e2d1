import { auditTimetable, setSetting } from '@horarium/app'
import { entryId } from '@horarium/core'
import { generate, release } from '@horarium/engine'
import { describe, expect, it } from 'vitest'
import { planFor, senderFor } from './support/lanes.js'
import { at, job, laneOf, openTestApp } from './support/test-app.js'

const MINUTE = 60_000

describe('the audit of an instance', () => {
  it('goes through all lanes, and through what an admin has changed on the way', async () => {
    const app = await openTestApp({ jobs: { mail: job('* * * * *'), post: `<group>other</group>${job('* * * * *')}` } })
    const now = app.clock.now()
    for (const lane of ['default', 'other']) await generate(planFor(app, lane), now)
    await setSetting(app, 'crontab/jobs/mail/active', '0')
    for (const lane of ['default', 'other']) await release(planFor(app, lane), senderFor(app, lane), now + 3 * MINUTE)

    const audited = await auditTimetable(at(app, now + 3 * MINUTE), { from: now, to: now + 9 * MINUTE, limit: 9 })

    expect(audited).toMatchObject({ to: now + 3 * MINUTE, isWhole: true, instants: 3, broken: [], brokenCount: 0 })
    expect([...audited.fates]).toEqual([
      ['skipped', 2],
      ['waiting', 1],
    ])
  })

  it('lists what is nowhere, as many as are asked for, and counts all', async () => {
    const app = await openTestApp({ jobs: { mail: job('* * * * *') } })
    const now = app.clock.now()
    const first = Math.floor(now / MINUTE) * MINUTE
    await generate(planFor(app, 'default'), now)
    await app.redis.del(laneOf(app, 'mail').keys.pending)

    const audited = await auditTimetable(at(app, first + 3 * MINUTE), { from: now, to: now + 9 * MINUTE, limit: 1 })

    expect(audited.broken).toMatchObject([{ id: entryId('mail', first + MINUTE), fate: 'missing' }])
    expect(audited).toMatchObject({ instants: 3, brokenCount: 3 })
  })
})
