import { execFileSync } from 'node:child_process'
import { symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Problem } from '@horarium/core'
import type { Handler, Schedule } from '@horarium/sdk'
import { describe, expect, test } from 'vitest'
import { checkHere, importHandler } from '../src/handlers/index.js'
import { type HandlerRegistry, locateHandlers } from '../src/index.js'
import { config, define, moduleRoot } from './module-root.js'

type Files = Readonly<Record<string, string>>
const CRON = 'export default class Cron { run() { return 1 } }\n'
const PACKAGE = { 'package.json': '{"type":"module"}' }
const schedule = { jobCode: 'x' } as Schedule

async function load(files: Files, handler: string, more = ''): Promise<HandlerRegistry> {
  const root = moduleRoot({
    ...PACKAGE,
    'A/B/etc/config.xml': config(
      `<x><run><model>${handler}</model></run></x><y><run><model>a_b/fine::run</model></run></y>`,
      more,
    ),
    'A/B/Model/Fine.js': CRON,
    ...files,
  })
  return loadFrom(root)
}

async function loadFrom(root: string): Promise<HandlerRegistry> {
  const { tree, jobs } = await define(root)
  return locateHandlers(tree.modules, [...jobs.values()], (handlers) => checkHere(handlers, 2_000))
}

async function handlerOf(registry: HandlerRegistry, code: string): Promise<Handler | undefined> {
  const address = registry.find(code)
  return address && (await importHandler(address)).handler
}

const problemOf = (registry: HandlerRegistry): Problem | undefined => registry.problems.get('x')?.[0]

describe('a handler', () => {
  test.each<[string, Files, string]>([
    ['a default class', { 'A/B/Model/Cron.js': CRON }, 'a_b/cron::run'],
    ['a class named as its file', { 'A/B/Model/Cron.js': 'export class Cron { run() { return 1 } }' }, 'a_b/cron::run'],
    [
      'an inherited method',
      { 'A/B/Model/Cron.js': 'class P { run() { return 1 } }\nexport default class Cron extends P {}' },
      'a_b/cron::run',
    ],
    ['an exported function', { 'A/B/Model/Cron.js': 'export const run = () => 1' }, 'a_b/cron::run'],
    ['a compiled file', { 'A/B/dist/Model/Observer/Cron.js': CRON }, 'a_b/observer_cron::run'],
    ['an .mjs file', { 'A/B/Model/Cron.mjs': CRON }, 'a_b/cron::run'],
    ['a file spelled otherwise', { 'A/B/model/observer/CRON.js': CRON }, 'A_B/Observer_Cron::run'],
    [
      'a CommonJS file',
      { 'A/B/package.json': '{}', 'A/B/Model/Cron.js': 'module.exports = class Cron { run() { return 1 } }' },
      'a_b/cron::run',
    ],
    ["Magento 2's instance", { 'A/B/Cron/Clean.js': CRON }, 'A\\B\\Cron\\Clean::run'],
    ["Magento 2's instance with a first backslash", { 'A/B/Cron/Clean.js': CRON }, '\\A\\B\\Cron\\Clean::run'],
  ])('is found as %s', async (_, files, handler) => {
    const registry = await load(files, handler)

    expect([...registry.problems]).toEqual([])
    expect((await handlerOf(registry, 'x'))?.(schedule)).toBe(1)
  })

  test('is found through the alias a module gives its models', async () => {
    const models = '<global><models><Short><class>A_B_Model_Deep</class></Short></models></global>'

    const registry = await load({ 'A/B/Model/Deep/Cron.js': CRON }, 'short/cron::run', models)

    expect((await handlerOf(registry, 'x'))?.(schedule)).toBe(1)
  })

  test('gets a fresh instance and its own `this` for each run', async () => {
    const counting = 'export default class { n = 0; run(schedule) { this.n += 1; return [this.n, schedule.jobCode] } }'

    const handler = await handlerOf(await load({ 'A/B/Model/Cron.js': counting }, 'a_b/cron::run'), 'x')

    expect([handler?.(schedule), handler?.(schedule)]).toEqual([
      [1, 'x'],
      [1, 'x'],
    ])
  })

  test('of a disabled job is not loaded', async () => {
    const root = moduleRoot({
      ...PACKAGE,
      'A/B/etc/config.xml': config('<x><active>0</active><run><model>a_b/cron::run</model></run></x>'),
    })

    expect([...(await loadFrom(root)).problems]).toEqual([])
  })
})

describe('a handler that cannot be used', () => {
  test.each<readonly [string, Files, readonly [handler: string, said: string]]>([
    ['has no module', {}, ['a_c/cron::run', 'mean A_B?']],
    ['has no file', { 'A/B/Model/Crom.js': CRON }, ['a_b/cron::run', 'mean Crom?']],
    ['has no folder', { 'A/B/Model/Observer/Cron.js': CRON }, ['a_b/observr_cron::run', 'mean Observer?']],
    ['has no method', { 'A/B/Model/Cron.js': CRON }, ['a_b/cron::runs', 'mean run?']],
    ['names what every object has', { 'A/B/Model/Cron.js': CRON }, ['a_b/cron::toString', 'no method toString']],
    ['names the constructor', { 'A/B/Model/Cron.js': CRON }, ['a_b/cron::constructor', 'no method constructor']],
    ['exports nothing', { 'A/B/Model/Cron.js': 'export const x = 1' }, ['a_b/cron::run', 'no class and no function']],
    ['does not parse', { 'A/B/Model/Cron.js': 'export default class {' }, ['a_b/cron::run', 'does not load']],
    ['throws while loading', { 'A/B/Model/Cron.js': 'throw new Error("no luck")' }, ['a_b/cron::run', 'no luck']],
    [
      'never finishes loading',
      { 'A/B/Model/Cron.js': 'await new Promise(() => {})' },
      ['a_b/cron::run', 'did not finish loading'],
    ],
    ['is written wrongly', {}, ['a_b/cron:run', 'is not a handler']],
    ['climbs out of its module', {}, ['a_b/../cron::run', 'is not a handler']],
    ['climbs out by a class', {}, ['A\\B\\\\x::run', 'is not a path inside']],
  ])('because it %s is a problem of its job alone', async (_, files, [handler, said]) => {
    const registry = await load(files, handler)

    expect([...registry.problems.keys()]).toEqual(['x'])
    expect(problemOf(registry)).toMatchObject({ severity: 'error', line: 1 })
    expect(`${problemOf(registry)?.message} ${problemOf(registry)?.remedy}`).toContain(said)
    expect(registry.find('x')).toBeUndefined()
    expect((await handlerOf(registry, 'y'))?.(schedule)).toBe(1)
  })

  test('because a link leads out of its module is not loaded', async () => {
    const outside = moduleRoot({ 'Cron.js': 'throw new Error("loaded")' })
    const root = moduleRoot({
      ...PACKAGE,
      'A/B/etc/config.xml': config('<x><run><model>a_b/cron::run</model></run></x>'),
      'A/B/Model/readme.md': '',
    })
    symlinkSync(join(outside, 'Cron.js'), join(root, 'A/B/Model/Cron.js'))

    expect(problemOf(await loadFrom(root))?.message).toContain('leads out of the folder of A_B')
  })

  test('because its module is inactive says so', async () => {
    const off = '<config><modules><A_C><active>false</active></A_C></modules></config>'

    const registry = await load({ 'A/C/etc/config.xml': off, 'A/C/Model/Cron.js': CRON }, 'a_c/cron::run')

    expect(problemOf(registry)?.message).toContain('the module a_c is not active')
  })
})

describe('a TypeScript source', () => {
  test('newer than its compiled file is warned of, and the compiled one is run', async () => {
    const root = moduleRoot({
      ...PACKAGE,
      'A/B/etc/config.xml': config('<x><run><model>a_b/cron::run</model></run></x>'),
      'A/B/Model/Cron.ts': 'export default class { run() { return 2 } }',
      'A/B/dist/Model/Cron.js': CRON,
    })
    utimesSync(join(root, 'A/B/dist/Model/Cron.js'), 1, 1)

    const registry = await loadFrom(root)

    expect(problemOf(registry)).toMatchObject({ severity: 'warning', remedy: 'npm run build' })
    expect((await handlerOf(registry, 'x'))?.(schedule)).toBe(1)
  })

  test.each([
    ['is the same as it was made from', 'A/B/dist/Model/Cron.js.map', JSON.stringify({ sourcesContent: ['// one'] })],
    ['was looked at by the compiler since', 'A/B/dist/tsconfig.tsbuildinfo', '{}'],
  ])('newer than its compiled file, which %s, is none to warn of', async (_, file, text) => {
    const root = moduleRoot({
      ...PACKAGE,
      'A/B/etc/config.xml': config('<x><run><model>a_b/cron::run</model></run></x>'),
      'A/B/Model/Cron.ts': '// one',
      'A/B/dist/Model/Cron.js': CRON,
      [file]: text,
    })
    utimesSync(join(root, 'A/B/dist/Model/Cron.js'), 1, 1)

    expect(problemOf(await loadFrom(root))).toBeUndefined()
  })

  test('alone asks to be compiled in a process that cannot load it', () => {
    const root = moduleRoot({
      ...PACKAGE,
      'A/B/etc/config.xml': config('<x><run><model>a_b/cron::run</model></run></x>'),
      'A/B/Model/Cron.ts': 'export default class { run(): number { return 2 } }',
    })
    const url = (path: string): string => JSON.stringify(pathToFileURL(join(import.meta.dirname, path)).href)
    const script = `const { readModules, locateHandlers, defineJobs } = await import(${url('../dist/index.js')})
      const { checkHere } = await import(${url('../dist/handlers/index.js')})
      const { resolveSettings } = await import(${url('../../core/dist/index.js')})
      const tree = await readModules([${JSON.stringify(root)}])
      const { problems } = await locateHandlers(tree.modules, defineJobs(tree, resolveSettings([]), () => []), checkHere)
      console.log(JSON.stringify(problems.get('x')))`
    // A Node that strips types by itself is told not to; an older one does not know the flag.
    const flags =
      'typescript' in process.features && process.features.typescript ? ['--no-experimental-strip-types'] : []
    const { NODE_OPTIONS: _, ...env } = process.env

    const said = execFileSync(process.execPath, [...flags, '--input-type=module', '-e', script], {
      env,
      encoding: 'utf8',
    })

    expect(JSON.parse(said)).toEqual([expect.objectContaining({ severity: 'error', remedy: 'npm run build' })])
  })
})

describe('a provider of targets', () => {
  const xml = (targets: string): string =>
    config(`<x><run><model>a_b/fine::run</model></run><targets>${targets}</targets></x>`)
  const loadTargets = (targets: string): Promise<HandlerRegistry> =>
    loadFrom(moduleRoot({ ...PACKAGE, 'A/B/etc/config.xml': xml(targets), 'A/B/Model/Fine.js': TARGETS }))
  const TARGETS = 'export default class Fine { run() { return 1 }\nshops() { return ["a", "b"] } }\n'

  test("is found as a job's handler is", async () => {
    const registry = await loadTargets('a_b/fine::shops')

    expect([...registry.problems]).toEqual([])
    expect(registry.findTargets('x')).toMatchObject({ method: 'shops' })
    expect((await handlerOf(registry, 'x'))?.(schedule)).toBe(1)
  })

  test('that is not there is an error of its job', async () => {
    const registry = await loadTargets('a_b/fine::shop')

    expect(registry.findTargets('x')).toBeUndefined()
    expect(problemOf(registry)).toMatchObject({
      severity: 'error',
      path: 'crontab/jobs/x/targets',
      remedy: expect.stringContaining('Did you mean shops?'),
    })
  })

  test('is named by files only, never by an override', async () => {
    const overrides = { 'crontab/jobs/x/targets': 'evil/code::run' }
    const { jobs, settings } = await define(moduleRoot({ 'A/B/etc/config.xml': xml('a_b/fine::shops') }), { overrides })

    expect(jobs.get('x')?.targets).toBe('a_b/fine::shops')
    expect(settings.problems).toMatchObject([{ severity: 'error', path: 'crontab/jobs/x/targets' }])
  })
})
