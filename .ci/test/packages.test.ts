import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BUNDLED } from '../floors/table.js'

const ROOT = join(import.meta.dirname, '../..')

interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly license?: string
  readonly description?: string
  readonly engines?: { readonly node: string }
  readonly publishConfig?: { readonly access: string }
  readonly bin?: Readonly<Record<string, string>>
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly dependencies?: Readonly<Record<string, string>>
}

interface Packed {
  readonly name: string
  readonly files: readonly { readonly path: string }[]
}

const folders = new Map(
  readdirSync(join(ROOT, 'packages'))
    .filter((folder) => existsSync(join(ROOT, 'packages', folder, 'package.json')))
    .map((folder) => [readManifest(join('packages', folder)).name, join('packages', folder)] as const),
)
const root = readManifest('.')
const published = [...folders].map(([, folder]) => readManifest(folder)).filter((manifest) => !manifest.private)
const packed = new Map(pack().map(({ name, files }) => [name, files.map(({ path }) => path)]))

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest
}

function pack(): readonly Packed[] {
  const words = [
    'pack',
    '--dry-run',
    '--json',
    '--ignore-scripts',
    ...published.map(({ name }) => `--workspace=${name}`),
  ]
  const said = JSON.parse(
    execFileSync('npm', words, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  )
  return Object.values(said as Readonly<Record<string, Packed>>)
}

/** What besides compiled code each package needs to run. */
const NEEDS: Readonly<Record<string, RegExp>> = {
  '@horarium/admin': /^dist\/(?:index\.html|licenses\.md|assets\/[\w-]+\.(?:js|css|svg)(?:\.br|\.gz)?)$/,
  horarium: /^(?:bin\/horarium\.js|scripts\/[a-z-]+\.sh|README\.md)$/,
  'create-horarium': /^(?:bin\/create-horarium\.js|README\.md)$/,
  '@horarium/app': /^horarium\.config\.schema\.json$/,
  '@horarium/sdk': /^(?:xsd\/[a-z_-]+\.xsd|README\.md)$/,
  '@horarium/store': /^lua\/[a-z-]+\.lua$/,
}
// Of these, code is in the bundle.
const isBundled = (name: string): boolean => BUNDLED.includes(name.replace('@horarium/', ''))
const ALWAYS = /^(?:LICENSE|package\.json|dist\/(?:[a-z0-9-]+\/)*[a-z0-9-]+\.(?:js|d\.ts))$/

describe.each(published.map((manifest) => [manifest.name, manifest] as const))('the package %s', (name, manifest) => {
  const files = packed.get(name) ?? []

  it('says what a registry asks for', () => {
    expect(manifest).toMatchObject({
      license: root.license,
      engines: root.engines,
      version: readManifest('packages/core').version,
    })
    expect(manifest.description).toMatch(/^.{20,}$/)
    expect(name.startsWith('@')).toBe(manifest.publishConfig?.access === 'public')
  })

  it('holds what it needs and nothing else', () => {
    const entrances = isBundled(name) ? ['dist/index.html', 'dist/licenses.md'] : ['dist/index.js', 'dist/index.d.ts']
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'package.json', ...entrances]))
    expect(files.filter((file) => !ALWAYS.test(file) && !NEEDS[name]?.test(file))).toEqual([])
    expect(NEEDS[name] === undefined || files.some((file) => NEEDS[name]?.test(file))).toBe(true)
  })

  it('holds everything its package.json points at', () => {
    const targets = [...Object.values(manifest.bin ?? {}), ...Object.values(manifest.exports ?? {}).flatMap(targetsOf)]
    expect(targets.filter((target) => !files.includes(target.replace(/^\.\//, '')))).toEqual([])
  })

  it('has code for each of its sources, and its licence', () => {
    const sources = readdirSync(join(ROOT, folders.get(name) ?? '', 'src'), { recursive: true, encoding: 'utf8' })
    const compiled = isBundled(name) ? [] : sources
    const code = compiled.filter((file) => file.endsWith('.ts')).map((file) => `dist/${file.replace(/\.ts$/, '.js')}`)
    // A checkout that has been worked in may have more; what is published is built in a fresh one.
    expect(code.filter((file) => !files.includes(file))).toEqual([])
    expect(readFileSync(join(ROOT, folders.get(name) ?? '', 'LICENSE'), 'utf8')).toBe(
      readFileSync(join(ROOT, 'LICENSE'), 'utf8'),
    )
  })

  it('depends on no package that is not published, and on its neighbours in its own version', () => {
    const neighbours = Object.entries(manifest.dependencies ?? {}).filter(([other]) => folders.has(other))
    for (const [other, range] of neighbours) {
      expect([other, range]).toEqual([other, manifest.version])
      expect(published.map((one) => one.name)).toContain(other)
    }
  })
})

// Of a pattern there is a file for each match; the list of files is looked at elsewhere.
function targetsOf(target: string | Readonly<Record<string, string>>): readonly string[] {
  const all = typeof target === 'string' ? [target] : Object.values(target)
  return all.filter((path) => !path.includes('*'))
}
