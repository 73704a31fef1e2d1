import { randomUUID } from 'node:crypto'
import { type App, Node, queryEntries, reloadFiles, runPass, setJob } from '@horarium/app'
import type { LogFields, Logger } from '@horarium/core'
import { writeAhead } from '@horarium/engine'
import { glance } from '@horarium/store'
import { describe, expect, it, onTestFinished } from 'vitest'
import { planFor } from './support/lanes.js'
import { job, jobOf, makeProjectFolder, openAt, silent } from './support/test-app.js'

const MINUTE = 60_000
const never = new AbortController().signal

/** Two releases of one installation: the newer has `mail` seldomer, and `post`. */
function releases(): readonly [old: string, fresh: string] {
  const site = { namespace: `test-${randomUUID()}` }
  const old = makeProjectFolder({ site, jobs: { mail: job('* * * * *') } })
  return [old, makeProjectFolder({ site, jobs: { mail: job('*/5 * * * *'), post: job('* * * * *') } })]
}

async function apps(): Promise<readonly [old: App, fresh: App]> {
  const [old, fresh] = releases()
  return [await openAt(old), await openAt(fresh)]
}

function declare(app: App, forMs = MINUTE): Promise<void> {
  return app.declare({ forMs, by: app.project.directory })
}

/** One look of a clockwork that remembers nothing, as after a restart; answers how much it wrote. */
async function look(app: App, after = 0): Promise<number> {
  const plan = planFor(app, 'default')
  const now = app.clock.now() + after
  return (await writeAhead(plan, { now, seen: await glance(plan.lane), memory: {} }, silent)).written
}

/** Which of the two releases the timetable is written from. */
async function written(app: App): Promise<'old' | 'new' | 'neither'> {
  const pending = await queryEntries(app, { statuses: ['pending'], limit: 99 })
  const [mail, post] = ['mail', 'post'].map((code) => pending.filter(({ jobCode }) => jobCode === code).length)
  if (mail === undefined || post === undefined || mail + post === 0) return 'neither'
  if (post === 0) return mail > 10 ? 'old' : 'neither'
  return mail < 10 ? 'new' : 'neither'
}

async function startNode(directory: string, logger: Logger = silent): Promise<Node> {
  const node = new Node(await openAt(directory, {}, logger))
  await node.start()
  onTestFinished(() => node.stop(0))
  return node
}

describe('a node with an older configuration', () => {
  it('leaves the timetable to the newer one, also when it is started again, and says so once', async () => {
    const [old, fresh] = releases()
    const app = await openAt(old)
    const first = await startNode(old)
    await expect.poll(() => written(app)).toBe('old')
    const newer = await startNode(fresh)
    await expect.poll(() => written(app)).toBe('new')
    await first.stop(0)
    const lines: LogFields[] = []
    const warn: Logger['warn'] = (message, fields) => void lines.push({ message, ...fields })

    await startNode(old, { ...silent, warn })

    const message = 'this configuration is older: the timetable is left to a newer one'
    const told = { message, group: 'default', by: newer.name, jobs: 'mail, post' }
    await expect.poll(() => lines, { timeout: 5_000 }).toMatchObject([told])
    expect(await written(app)).toBe('new')
  })
})

describe('an older configuration', () => {
  it('writes nothing while a newer one is in use, not even when the timetable is due', async () => {
    const [old, fresh] = await apps()
    await declare(old)
    await look(old)
    await declare(fresh)
    await look(fresh)

    expect([await look(old), await look(old, 16 * MINUTE)]).toEqual([0, 0])
    await declare(old)
    expect(await look(old)).toBe(0)
    expect(await written(old)).toBe('new')
  })

  it('does not write under an override either; the newer one follows it', async () => {
    const [old, fresh] = await apps()
    for (const app of [old, fresh]) await declare(app)
    await look(fresh)

    await setJob(old, jobOf(old, 'mail'), { label: 'Post', schedule: '*/4 * * * *', dryRun: false })

    expect(await look(old)).toBe(0)
    expect(await written(old)).toBe('new')
    await fresh.follow()
    expect([await look(fresh), await written(fresh)]).toEqual([expect.any(Number), 'new'])
    expect(jobOf(fresh, 'mail').cronExpr).toBe('*/4 * * * *')
  })

  it('writes again when nobody uses the newer one any more: it was rolled back', async () => {
    const [old, fresh] = await apps()
    await declare(old)
    await declare(fresh, 200)
    await look(fresh)

    await expect.poll(() => look(old), { timeout: 5_000 }).toBeGreaterThan(10)

    expect(await written(old)).toBe('old')
  })

  it('counts as the newest when somebody asks for it to be read again', async () => {
    const [old, fresh] = await apps()
    for (const app of [old, fresh]) await declare(app)
    await look(fresh)

    await reloadFiles(old)
    for (const app of [old, fresh]) await app.follow()

    expect(await look(old)).toBeGreaterThan(10)
    expect([await look(fresh), await written(old)]).toEqual([0, 'old'])
  })

  it('is not written in turns by passes of two system crontabs', async () => {
    const [old, fresh] = await apps()
    for (const app of [old, fresh, old, fresh, old]) await runPass(app, never)

    expect(await written(old)).toBe('new')
  })
})
