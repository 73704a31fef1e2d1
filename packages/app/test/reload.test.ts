import { randomUUID } from 'node:crypto'
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type App, Node, queryEntries, reloadFiles, runJob, setJob } from '@horarium/app'
import type { LogFields, Logger } from '@horarium/core'
import { generate } from '@horarium/engine'
import { describe, expect, it, onTestFinished } from 'vitest'
import { planFor } from './support/lanes.js'
import { job, jobOf, makeProjectFolder, openAt, openTestApp, silent } from './support/test-app.js'

function write({ project: { directory } }: App, path: string, text: string): void {
  mkdirSync(dirname(join(directory, path)), { recursive: true })
  writeFileSync(join(directory, path), text)
}

/** A module that has not been there. */
function addModule(app: App, name: string, jobs: string): void {
  write(app, `modules/New/${name}/etc/config.xml`, `<config><crontab><jobs>${jobs}</jobs></crontab></config>`)
}

const codesOf = (app: App): readonly string[] => app.configuration().jobs.map(({ code }) => code)

/** Reads what has changed, as a process that looks. */
async function notice(app: App): Promise<string> {
  const looked = await app.watch.look()
  await app.refresh()
  return looked
}

describe('changed files', () => {
  it('are read when a module comes, changes and goes, and otherwise left alone', async () => {
    const app = await openTestApp({ jobs: { mail: job('* * * * *') } })
    expect(await notice(app)).toBe('same')
    addModule(app, 'One', `<post>${job('0 3 * * *')}</post>`)
    expect(await notice(app)).toBe('replaced')
    expect(codesOf(app)).toEqual(['mail', 'post'])

    addModule(app, 'One', `<post>${job('0 4 * * *')}</post>`)
    expect([await notice(app), jobOf(app, 'post').cronExpr]).toEqual(['replaced', '0 4 * * *'])

    rmSync(join(app.project.directory, 'modules/New'), { recursive: true })
    expect([await notice(app), ...codesOf(app)]).toEqual(['replaced', 'mail'])
    expect(await notice(app)).toBe('same')
  })

  it('of the site file count too, with the folders of modules it names', async () => {
    const app = await openTestApp({ files: { 'more/New/Two/etc/config.xml': '<config/>' } })
    const { namespace } = app.project.site
    const [path, settings] = ['more/New/Two/etc/config.xml', { 'system/cron/default/shards': 2 }]
    write(app, path, `<config><crontab><jobs><post>${job('')}</post></jobs></crontab></config>`)
    write(app, 'horarium.config.json', JSON.stringify({ namespace, modules: ['more'], settings }))

    expect([await notice(app), ...codesOf(app)]).toEqual(['replaced', 'post'])
    expect(app.plans().size).toBeGreaterThan(2)
    write(app, 'horarium.config.json', JSON.stringify({ namespace: 'other' }))
    expect([await notice(app), ...codesOf(app)]).toEqual(['refused', 'post'])
  })

  it.each([
    ['XML that is none', '<config><crontab>'],
    [
      'an expression out of range',
      `<config><crontab><jobs><post>${job('61 * * * *')}</post></jobs></crontab></config>`,
    ],
    ['a handler nobody has', `<config><crontab><jobs><post>${job('', 'gone')}</post></jobs></crontab></config>`],
  ])('that bring %s are refused whole until they are mended', async (_, text) => {
    const app = await openTestApp({ jobs: { mail: job('* * * * *') } })
    addModule(app, 'Good', `<good>${job('')}</good>`)
    write(app, 'modules/New/Bad/etc/config.xml', text)

    expect([await notice(app), ...codesOf(app)]).toEqual(['refused', 'mail'])
    expect(await notice(app)).toBe('same')
    addModule(app, 'Bad', `<post>${job('')}</post>`)
    expect([await notice(app), ...codesOf(app)]).toEqual(['replaced', 'good', 'mail', 'post'])
  })

  it('are not refused for what was wrong before', async () => {
    const app = await openTestApp({ jobs: { bad: job('61 * * * *') } })
    addModule(app, 'One', `<post>${job('')}</post>`)

    expect([await notice(app), ...codesOf(app)]).toEqual(['replaced', 'bad', 'post'])
  })

  it('are not refused for an old problem that has moved to another line', async () => {
    const app = await openTestApp({ jobs: { mail: `<group>letters</group>${job('')}` } })
    const crontab = (text: string): string => `<config>${text}<group id="index"><job name="mail"/></group></config>`
    write(app, 'modules/Test/Work/etc/crontab.xml', crontab(''))
    const other = await openAt(app.project.directory)
    expect(jobOf(other, 'mail').status).toBe('invalid')
    write(other, 'modules/Test/Work/etc/crontab.xml', crontab('\n\n'))

    expect(await notice(other)).toBe('replaced')
  })

  it('bring handlers that were not loaded before', async () => {
    const app = await openTestApp()
    const handler = 'export default class Late { run() { return "late" } }'
    write(app, 'modules/New/Late/Model/Late.mjs', handler)
    addModule(app, 'Late', '<late><run><model>new_late/late::run</model></run></late>')
    await notice(app)

    expect((await runJob(app, jobOf(app, 'late'), { params: {} })).entry.result).toBe('"late"')
  })

  it('are seen behind a symlink that leads to another folder, with its code', async () => {
    const namespace = `test-${randomUUID()}`
    const [first, second] = [release('one', namespace), release('two', namespace)]
    const current = `${first}-current`
    symlinkSync(first, current)
    onTestFinished(() => rmSync(current))
    const app = await openAt(current)
    symlinkSync(second, `${current}-next`)
    renameSync(`${current}-next`, current)

    expect(await notice(app)).toBe('replaced')
    expect((await runJob(app, jobOf(app, 'say'), { params: {} })).entry.result).toBe('"two"')
  })

  it('of a handler are told, and new runs get the new code', async () => {
    const told: string[] = []
    const app = await openTestApp({ jobs: { mail: job('') } })
    const logger: Logger = { ...silent, info: (message) => void told.push(message) }
    const listening = await openAt(app.project.directory, {}, logger)
    await notice(listening)
    const before = (await runJob(listening, jobOf(listening, 'mail'), { params: {} })).entry.result
    const file = join(app.project.directory, 'modules/Test/Work/Model/Work.mjs')
    writeFileSync(file, 'export default class Work { ok() { return "new" } }')

    expect([await notice(listening), await notice(listening)]).toEqual(['replaced', 'same'])
    expect(told).toContain('a handler has changed on disk; new runs get new processes')
    const after = (await runJob(listening, jobOf(listening, 'mail'), { params: {} })).entry.result
    expect([before, after]).toEqual(['{"answer":42}', '"new"'])
  })
})

describe('a node', () => {
  it('follows changed files at once, tells what changes, and has others follow', async () => {
    const app = await openTestApp({ jobs: { mail: job('* * * * *') } })
    const lines: LogFields[] = []
    const logger: Logger = { ...silent, info: (message, fields) => void lines.push({ ...fields, message }) }
    const [eager, lazy] = await Promise.all([openAt(app.project.directory, {}, logger), openAt(app.project.directory)])
    await startNode(eager, 100)
    await startNode(lazy, 600_000)
    await expect.poll(() => pendingOf(app, 'mail')).toBeGreaterThan(18)

    const post = `<config><crontab><jobs><post>${job('* * * * *')}</post></jobs></crontab></config>`
    const file = join(app.project.directory, 'modules/Test/Work/etc/config.xml')
    writeFileSync(`${file}.new`, post)
    renameSync(`${file}.new`, file)

    await expect.poll(() => codesOf(lazy)).toEqual(['post'])
    await expect.poll(() => pendingOf(lazy, 'post')).toBeGreaterThan(18)
    await expect.poll(() => pendingOf(lazy, 'mail')).toBe(0)
    const replaced = { message: 'configuration replaced', jobs: 1, added: 'post', removed: 'mail' }
    await expect.poll(() => lines).toContainEqual(replaced)
  })

  it('reads its files again when somebody asks for it, also a handler that was missing', async () => {
    const run = '<run><model>new_late/late::run</model></run>'
    const app = await openTestApp()
    addModule(app, 'Late', `<late>${run}</late>`)
    const node = await openAt(app.project.directory)
    expect(jobOf(node, 'late').status).toBe('invalid')
    await startNode(node, 600_000)
    write(app, 'modules/New/Late/Model/Late.mjs', 'export function run() {}')

    await reloadFiles(app)

    await expect.poll(() => jobOf(node, 'late').status).toBe('ok')
  })

  it('keeps the old files under an override that comes while the new ones are refused', async () => {
    const app = await openTestApp({ jobs: { mail: job('0 3 * * *') } })
    const other = await openAt(app.project.directory)
    await generate(planFor(app, 'default'), app.clock.now())
    write(app, 'modules/New/Bad/etc/config.xml', '<config>')
    await setJob(other, jobOf(other, 'mail'), { label: 'Post', dryRun: false })

    expect(await app.follow()).toBe(true)

    expect([...codesOf(app), jobOf(app, 'mail').label]).toEqual(['mail', 'Post'])
    expect(await app.follow()).toBe(false)
  })
})

async function startNode(app: App, lookEveryMs: number): Promise<void> {
  const node = new Node(app, { lookEveryMs })
  await node.start()
  onTestFinished(() => node.stop(0))
}

async function pendingOf(app: App, jobCode: string): Promise<number> {
  return (await queryEntries(app, { statuses: ['pending'], jobCode, limit: 99 })).length
}

function release(said: string, namespace: string): string {
  return makeProjectFolder({
    site: { namespace },
    files: {
      'modules/A/B/Model/Say.mjs': `export function say() { return '${said}' }`,
      'modules/A/B/etc/config.xml': `<config><crontab><jobs>
        <say><label>${said}</label><run><model>a_b/say::say</model></run></say></jobs></crontab></config>`,
    },
  })
}
