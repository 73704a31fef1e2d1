import { addEntry, type App, killEntry, queryEntries, removeEntry, showEntry } from '@horarium/app'
import { generate } from '@horarium/engine'
import { readAudit } from '@horarium/store'
import { describe, expect, it } from 'vitest'
import { planFor } from './support/lanes.js'
import { job, jobOf, openTestApp } from './support/test-app.js'

async function written(): Promise<{ readonly app: App; readonly id: string }> {
  const app = await openTestApp({ jobs: { mail: job('* * * * *') } })
  await generate(planFor(app, 'default'), app.clock.now())
  const [entry] = await queryEntries(app, { statuses: ['pending'], limit: 1 })
  return { app, id: entry?.id ?? '' }
}

describe('an instant of the calendar', () => {
  it('that is removed ends as skipped, and is not written again', async () => {
    const { app, id } = await written()
    expect(await removeEntry(app, id, 'a holiday')).toBe('skipped')
    await generate(planFor(app, 'default'), app.clock.now())
    const { entry } = await showEntry(app, id)
    expect(entry).toMatchObject({ status: 'skipped', reason: `removed by ${app.author}: a holiday` })
    await expect(removeEntry(app, id, '')).rejects.toMatchObject({ code: 'conflict' })
  })

  it('that is killed ends as killed', async () => {
    const { app, id } = await written()
    const { outcome, entry } = await killEntry(app, id, { why: '', force: false })
    expect({ outcome, entry }).toMatchObject({
      outcome: 'ended',
      entry: { status: 'killed', reason: `killed by ${app.author}` },
    })
  })
})

describe('the audit trail', () => {
  it('tells who removed what and why, also where nothing else is left of it', async () => {
    const { app, id } = await written()
    const own = await addEntry(app, jobOf(app, 'mail'), { at: app.clock.now() + 90_500 })
    await removeEntry({ ...app, author: 'anna' }, own, 'a slip')
    await killEntry({ ...app, author: 'bob' }, id, { why: '', force: false })
    const lines = await readAudit(app.instance, 9)
    expect(lines).toMatchObject([
      { action: 'schedule:kill', path: `entry/${id}`, author: 'bob', before: 'pending' },
      { action: 'schedule:remove', path: `entry/${own}`, author: 'anna', after: 'a slip' },
    ])
  })
})

describe('an entry added by hand', () => {
  it('that is removed has never been', async () => {
    const { app } = await written()
    const id = await addEntry(app, jobOf(app, 'mail'), { at: app.clock.now() + 90_500 })
    expect(await removeEntry(app, id, '')).toBe('vanished')
    await expect(showEntry(app, id)).rejects.toMatchObject({ code: 'unknown' })
    await expect(killEntry(app, id, { why: '', force: false })).rejects.toMatchObject({ code: 'unknown' })
  })
})
