import { type App, checkHealth, type GroupChoice, Node, queryEntries, runPass } from '@horarium/app'
import { describe, expect, it, onTestFinished } from 'vitest'
import { job, openTestApp } from './support/test-app.js'

const ALWAYS = job('always')

/** An app with a job of every minute in each of two groups. */
function twoGroups(): Promise<App> {
  return openTestApp({ jobs: { mail: ALWAYS, report: `<group>slow</group>${ALWAYS}` } })
}

async function startNode(app: App, groups: GroupChoice): Promise<void> {
  const node = new Node(app, { groups })
  await node.start()
  onTestFinished(() => node.stop(0))
}

const never = new AbortController().signal

async function jobsThatRan(app: App): Promise<readonly string[]> {
  return (await queryEntries(app, { statuses: ['success'], limit: 9 })).map(({ jobCode }) => jobCode)
}

describe('a worker bound to groups', () => {
  it('runs only their jobs, and releases those of others', async () => {
    const app = await twoGroups()
    await startNode(app, { only: ['slow'] })

    await expect.poll(() => jobsThatRan(app), { timeout: 5_000 }).toEqual(['report'])

    const [mail] = await queryEntries(app, { statuses: ['pending'], jobCode: 'mail', limit: 9 })
    expect(mail?.releasedAt).toBeDefined()
  })

  it('leaves a group to others, and health tells when there is none', async () => {
    const app = await twoGroups()
    expect((await checkHealth(app)).warnings).toEqual([])
    await startNode(app, { except: ['slow'] })

    const { workers, warnings } = await checkHealth(app)
    expect(workers).toMatchObject([{ executes: true, groups: ['default'] }])
    expect(warnings).toEqual(['no worker that lives runs the group slow: horarium worker --groups slow'])

    await startNode(app, { only: ['slow'] })
    expect((await checkHealth(app)).warnings).toEqual([])
  })
})

describe('a flood in one group', () => {
  it('delays no other group: its jobs run while two hundred entries wait', async () => {
    const flood = Array.from({ length: 200 }, (_, nth) => [
      `wave_${nth}`,
      `<group>slow</group>${job('always', 'slow')}`,
    ])
    const app = await openTestApp({ jobs: { ...Object.fromEntries(flood), mail: ALWAYS } })
    await startNode(app, {})

    await expect.poll(() => jobsThatRan(app), { timeout: 5_000 }).toEqual(['mail'])

    await expect.poll(async () => (await checkHealth(app)).lanes['slow']?.running).toBe(8)
    expect((await checkHealth(app)).lanes['slow']).toMatchObject({ running: 8, released: 192 })
  })
})

describe('a pass bound to groups', () => {
  it.each([
    ['only them', { only: ['slow'] }, ['report']],
    ['all but them', { except: ['slow'] }, ['mail']],
  ] as const)('writes, releases and runs %s', async (_, groups, expected) => {
    const app = await twoGroups()

    await runPass(app, never, groups)

    expect(await jobsThatRan(app)).toEqual(expected)
    expect(await queryEntries(app, { statuses: ['pending'], limit: 9 })).toEqual([])
  })
})
