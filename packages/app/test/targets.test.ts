import { addEntry, type App, explainInstant, queryEntries, runJob } from '@horarium/app'
import { type Entry, entryId } from '@horarium/core'
import { execute, generate, openExecutionPorts, release } from '@horarium/engine'
import { describe, expect, it } from 'vitest'
import { planFor, senderFor } from './support/lanes.js'
import { at, job, jobOf, openTestApp, silent } from './support/test-app.js'

const MAILBOXES = `
export const names = () => ['a', 'b', 'c']
export const read = ({ target }) => { if (target === 'c') throw new Error('no such box'); return target }
`
const MINUTE = 60_000

/** An app whose job `mail` has the targets a, b and c, of which c fails. */
function mailApp(): Promise<App> {
  const calls = '<run><model>test_work/boxes::read</model></run><targets>test_work/boxes::names</targets>'
  const jobs = { mail: `<schedule><cron_expr>*/5 * * * *</cron_expr></schedule>${calls}`, plain: job('') }
  return openTestApp({ jobs, files: { 'modules/Test/Work/Model/Boxes.mjs': MAILBOXES } })
}

function waiting(app: App): Promise<readonly Entry[]> {
  return queryEntries(app, { statuses: ['pending'], jobCode: 'mail', limit: 9 })
}

describe('a job with targets, by hand', () => {
  it('is handed to all of them', async () => {
    const app = await mailApp()

    const { entry } = await runJob(app, jobOf(app, 'mail'), { params: { colour: 'red' } })

    expect(entry).toMatchObject({ status: 'success', reason: 'handed to 3 targets', result: '["a","b","c"]' })
    const ids = ['a', 'b', 'c'].map((target) => entryId('mail', entry.scheduledAt, target))
    expect((await waiting(app)).map(({ id }) => id)).toEqual(ids)
    expect(await waiting(app)).toMatchObject([
      { askedBy: entry.id, author: app.author, params: { colour: 'red' } },
      {},
      {},
    ])
  })

  it('runs here for the one that is asked for', async () => {
    const app = await mailApp()

    const { entry } = await runJob(app, jobOf(app, 'mail'), { params: {}, target: 'b' })

    expect(entry).toMatchObject({ status: 'success', target: 'b', result: '"b"' })
    expect(await waiting(app)).toEqual([])
    expect(await queryEntries(app, { statuses: ['success'], target: 'b', limit: 9 })).toEqual([entry])
    expect(await queryEntries(app, { statuses: ['success'], target: 'a', limit: 9 })).toEqual([])
  })

  it('gets an entry for one of them', async () => {
    const app = await mailApp()
    const then = app.clock.now() + MINUTE

    expect(await addEntry(app, jobOf(app, 'mail'), { at: then, target: 'b' })).toBe(entryId('mail', then, 'b'))
  })

  it.each([
    ['mail', 'b c', "'b c' is no target: 1 to 100 of letters, digits, _, . and -."],
    ['plain', 'b', 'Job plain has no targets.'],
  ])('refuses for %s the target %s', async (code, target, message) => {
    const app = await mailApp()

    const run = runJob(app, jobOf(app, code), { params: {}, target })

    await expect(run).rejects.toMatchObject({ code: 'usage', message })
  })
})

describe('the story of an instant', () => {
  it('tells what became of the targets', async () => {
    const app = await mailApp()
    const plan = planFor(app, 'default')
    const due = Math.ceil(app.clock.now() / (5 * MINUTE)) * 5 * MINUTE + 5 * MINUTE
    await generate(plan, due - MINUTE)
    const sender = senderFor(app, 'default')
    await release(plan, sender, due)
    const clock = { now: () => due }
    const ports = openExecutionPorts({ plan: () => plan, clock, logger: silent, worker: 'w-1', sender })
    const idOf = (target?: string): string => entryId('mail', due, target)
    for (const id of [idOf(), idOf('a'), idOf('c')]) await execute(id, plan, ports)

    const { sentences } = await explainInstant(at(app, due + MINUTE), 'mail', due)

    expect(sentences.at(-2)).toMatch(/handed to 3 targets/)
    expect(sentences.at(-1)).toBe(
      `Of its targets: 1 success (${idOf('a')}); 1 waiting (${idOf('b')}); 1 error (${idOf('c')}).`,
    )
  })
})
