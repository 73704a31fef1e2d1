import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { checkFloors } from '../floors/check.js'

type Files = Readonly<Record<string, string>>

function plant(files: Files): string {
  const root = mkdtempSync(join(tmpdir(), 'hz-floors-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  return root
}

/** What is found in these files, as it is printed. */
function faultsOf(files: Files): readonly string[] {
  return checkFloors(plant(files)).faults.map(({ file, line, message }) => `${file}:${line}: ${message}`)
}

/** The same without what is found in manifests nobody wrote. */
function sourceFaultsOf(files: Files): readonly string[] {
  return faultsOf(files).filter((fault) => !fault.includes('does not declare'))
}

describe('an import is refused', () => {
  test.each([
    ['engine', 'app', 'engine (floor 2) may not import @horarium/app (floor 3)'],
    ['store', 'queue', 'store (floor 1) may not import @horarium/queue (floor 1)'],
    ['core', 'sdk', 'core may not import @horarium/sdk'],
    ['sdk', 'core', 'sdk (floor 0) may not import @horarium/core (floor 0)'],
    ['store', 'sdk', 'store may not import @horarium/sdk'],
    ['http', 'cli', 'http (floor 4) may not import @horarium/cli (floor 6)'],
    ['cli', 'nowhere', 'cli (floor 6) may not import @horarium/nowhere (floor unknown)'],
    ['core', 'bench', 'core (floor 0) may not import @horarium/bench (floor unknown)'],
    ['annex', 'core', 'annex has no floor'],
  ])('from %s to %s', (from, to, message) => {
    const text = `import {\n  a,\n  b,\n} from '@horarium/${to}'\n`
    expect(sourceFaultsOf({ [`packages/${from}/src/a.ts`]: text })).toEqual([`packages/${from}/src/a.ts:4: ${message}`])
  })

  test.each([
    "import type { Redis } from 'ioredis'",
    "export type { Redis } from 'ioredis'",
    "import 'ioredis'",
    "const redis = await import('ioredis')",
    "type Redis = import('ioredis').Redis",
    "import a, { b } from 'ioredis/built/utils'",
  ])('of a library outside its home, however it is written: %s', (line) => {
    expect(sourceFaultsOf({ 'packages/app/src/a.ts': line })).toEqual([
      'packages/app/src/a.ts:1: ioredis may be imported in store only',
    ])
  })

  const MODULE = 'modules/Colin/Bootstrap'
  test.each([
    ['packages/engine/src/a.ts', 'lodash', 'lodash has no home among the packages'],
    ['packages/calendar/src/a.ts', 'node:fs', 'calendar is pure and may not import node:fs'],
    ['packages/store/src/a.ts', 'fs', 'imports fs; write node:fs'],
    [
      'packages/app/src/a.ts',
      '@horarium/store/keys',
      'reaches into @horarium/store/keys; import what @horarium/store exports',
    ],
    ['packages/app/src/a.ts', '../../store/src/a.js', 'reaches out of packages/app to ../../store/src/a.js'],
    ['packages/app/src/a.ts', `../../../${MODULE}/a.js`, `reaches out of packages/app to ../../../${MODULE}/a.js`],
    [`${MODULE}/Model/a.ts`, '@horarium/store', 'a module may import @horarium/sdk only, not @horarium/store'],
    [`${MODULE}/test/a.test.ts`, '@horarium/app', 'a module may import @horarium/sdk only, not @horarium/app'],
    ['packages/store/test/a.test.ts', '@horarium/engine', 'store (floor 1) may not import @horarium/engine (floor 2)'],
    [
      'packages/cli/test/a.test.ts',
      '@horarium-modules/a-b',
      'cli may not import @horarium-modules/a-b: packages know no module',
    ],
  ])('in %s of %s', (file, specifier, message) => {
    expect(sourceFaultsOf({ [file]: `import { a } from '${specifier}'` })).toEqual([`${file}:1: ${message}`])
  })
})

describe('an import is fine', () => {
  test.each([
    ['packages/engine/src/a.ts', '@horarium/store'],
    ['packages/engine/src/a.ts', '@horarium/sdk'],
    ['packages/bench/src/a.ts', '@horarium/app'],
    ['packages/bench/src/a.ts', 'ioredis'],
    ['packages/store/src/a.ts', 'ioredis'],
    ['packages/store/src/a.ts', 'node:net'],
    ['packages/store/test/a.test.ts', '@horarium/queue'],
    ['packages/store/test/a.test.ts', 'bullmq'],
    ['packages/core/test/a.test.ts', 'node:fs'],
    ['packages/app/test/deep/a.test.ts', '../../src/a.js'],
    ['modules/Colin/Bootstrap/test/a.test.ts', '@horarium/sdk/testing'],
  ])('in %s of %s', (file, specifier) => {
    expect(sourceFaultsOf({ [file]: `import { a } from '${specifier}'` })).toEqual([])
  })

  test('that is only spoken of, in a comment or in the text of another file', () => {
    const text = "// import a from 'ioredis'\n/*\nimport b from 'ioredis' */\nconst c = `\nimport d from 'ioredis'\n`\n"
    expect(faultsOf({ 'packages/core/src/a.ts': text })).toEqual([])
  })
})

// Put together, so that a search for them finds none.
const [ANY, IGNORE] = ['any', 'ignore']

describe('a text is refused', () => {
  test.each([
    ["export * from './b.js'", 'star export; name what is exported'],
    ["export * as b from './b.js'", 'star export; name what is exported'],
    ['export default class {}', 'default export; only the handlers of modules have one'],
    ["export { b as default } from './b.js'", 'default export; only the handlers of modules have one'],
    ["const key = 'hz:{default}:pending'", 'Redis key outside packages/store/src/keys.ts'],
    ['const key = `hz:${lane}`', 'Redis key outside packages/store/src/keys.ts'],
    [`const a: ${ANY} = 1`, 'any; parse unknown instead'],
    [`const a = b as ${ANY}`, 'any; parse unknown instead'],
    [`const a: Record<string, ${ANY}> = {}`, 'any; parse unknown instead'],
    [`function a(): Promise<${ANY}[]>`, 'any; parse unknown instead'],
    [`// @ts-${IGNORE}`, 'silences the compiler'],
  ])('for %s', (line, message) => {
    const file = 'packages/app/src/a.ts'
    expect(faultsOf({ [file]: `const a = /['"]/\n${line}\n` })).toEqual([`${file}:2: ${message}`])
  })

  test('that is too long', () => {
    const files = { 'packages/app/src/a.ts': 'a()\n'.repeat(250), 'packages/app/src/b.ts': 'b()\n'.repeat(251) }
    expect(faultsOf(files)).toEqual(['packages/app/src/b.ts:251: 251 lines; split it at 250'])
  })

  test('where the clock is read in a second place', () => {
    const files = {
      'packages/app/src/a.ts': 'const a = Date.now()',
      'packages/store/src/b.ts': '\nconst b = new Date()',
      'packages/store/src/c.ts': '// Date.now()\nconst c = new Date(0)',
    }
    expect(faultsOf(files)).toEqual([
      "packages/app/src/a.ts:1: one of 2 places that read the system's clock",
      "packages/store/src/b.ts:2: one of 2 places that read the system's clock",
    ])
  })
})

test('a text may say any in prose, default in a module, hz: as a name, and read the clock once', () => {
  const files = {
    'packages/app/src/a.ts': `// any\nconst text = ': ${ANY}'\nconst flags = { hz: '100' }\nawait Promise.any([Date.now()])\n`,
    'modules/Colin/Bootstrap/Model/a.ts': 'export default class {}\n',
    'packages/store/src/keys.ts': "const prefix = 'hz:'\n",
  }
  expect(faultsOf(files)).toEqual([])
})

describe('a manifest is refused', () => {
  const manifest = (...names: readonly string[]): string =>
    JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, '1'])) }, undefined, 2)
  const compiler = (...paths: readonly string[]): string =>
    JSON.stringify({ references: paths.map((path) => ({ path })) })

  test('that declares what nothing imports, unless it is known why', () => {
    expect(
      faultsOf({
        'packages/store/package.json': manifest('@horarium/core', 'ioredis'),
        'packages/store/src/a.ts': "import { a } from '@horarium/core'",
        'packages/queue/package.json': manifest('ioredis'),
      }),
    ).toEqual(['packages/store/package.json:4: declares ioredis, which nothing imports'])
  })

  test('that does not declare what is imported', () => {
    expect(
      faultsOf({ 'packages/store/src/a.ts': "import 'ioredis'", 'modules/A/B/Model/a.ts': "import 'left-pad'" }),
    ).toEqual([
      'packages/store/src/a.ts:1: imports ioredis, which packages/store/package.json does not declare',
      'modules/A/B/Model/a.ts:1: imports left-pad, which modules/A/B/package.json does not declare',
    ])
  })

  test("whose compiler's references differ", () => {
    expect(
      faultsOf({
        'packages/engine/package.json': manifest('@horarium/core', '@horarium/store'),
        'packages/engine/tsconfig.json': compiler('../core', '../queue'),
        'packages/engine/src/a.ts': "import '@horarium/core'\nimport '@horarium/store'",
      }),
    ).toEqual([
      'packages/engine/tsconfig.json:1: does not refer to @horarium/store, which package.json declares',
      'packages/engine/tsconfig.json:1: refers to @horarium/queue, which package.json does not declare',
    ])
  })
})

describe('of another module', () => {
  const depends = (...names: readonly string[]): string =>
    `<config><modules><A_B><depends>${names.map((name) => `<${name}/>`).join('')}</depends></A_B></modules></config>`
  const base: Files = {
    'modules/A/Base/package.json': JSON.stringify({ name: '@horarium-modules/a-base' }),
    'modules/A/B/package.json': JSON.stringify({ dependencies: { '@horarium-modules/a-base': '1' } }),
    'modules/A/B/tsconfig.json': JSON.stringify({ references: [{ path: '../Base' }] }),
    'modules/A/B/Model/a.ts': "import { a } from '@horarium-modules/a-base'",
  }

  test.each(['config.xml', 'module.xml'])('a module may import what it depends on by %s', (file) => {
    expect(faultsOf({ ...base, [`modules/A/B/etc/${file}`]: depends('A_Other', 'A_Base') })).toEqual([])
  })

  test('a module may import nothing that it does not depend on', () => {
    const message = 'modules/A/B/Model/a.ts:1: imports @horarium-modules/a-base, and no <depends> in modules/A/B/etc'
    expect(faultsOf({ ...base, 'modules/A/B/etc/config.xml': depends('A_Bas') })).toEqual([`${message} names A_Base`])
  })

  test('a module may import nothing that is not here, and nothing from within', () => {
    const text = "import '@horarium-modules/a-gone'\nimport '@horarium-modules/a-base/inner'"
    const files = { ...base, 'modules/A/B/Model/a.ts': text, 'modules/A/B/etc/config.xml': depends('A_Base') }
    expect(sourceFaultsOf(files)).toEqual([
      'modules/A/B/Model/a.ts:2: reaches into @horarium-modules/a-base/inner; import what the module exports',
      'modules/A/B/Model/a.ts:1: @horarium-modules/a-gone is no module of this repository',
    ])
  })

  test('its compiler must refer to what it declares', () => {
    const files = { ...base, 'modules/A/B/etc/config.xml': depends('A_Base'), 'modules/A/B/tsconfig.json': '{}' }
    expect(faultsOf(files)).toEqual([
      'modules/A/B/tsconfig.json:1: does not refer to @horarium-modules/a-base, which package.json declares',
    ])
  })
})

describe('the command', () => {
  const floors = (root: string): { readonly status: number | null; readonly stdout: string } =>
    spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '../floors.ts'), root], {
      encoding: 'utf8',
      cwd: join(import.meta.dirname, '../..'),
    })

  test('prints one line and succeeds when all is well', () => {
    const { status, stdout } = floors(plant({ 'packages/core/src/a.ts': 'export const a = 1' }))
    expect(stdout).toBe('floors: 1 files of 1 packages and modules: every import stays on its floor\n')
    expect(status).toBe(0)
  })

  test('prints where and what, and fails, when something is not', () => {
    const { status, stdout } = floors(plant({ 'packages/core/src/a.ts': "import 'node:fs'" }))
    expect(stdout).toMatch(/^packages\/core\/src\/a\.ts:1: core is pure/)
    expect(status).toBe(1)
  })
})
