import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One thing that is not as it should be. */
export interface Fault {
  readonly file: string
  readonly line: number
  readonly message: string
}

export interface Source {
  /** Relative to the repository. */
  readonly file: string
  /** `product` is what ships; `test` proves it. */
  readonly room: 'product' | 'test'
  readonly text: string
}

export interface Workspace {
  /** `packages/core` or `modules/Colin/Bootstrap`. */
  readonly folder: string
  readonly kind: 'package' | 'module'
  /** `core`; a module's folder. */
  readonly name: string
  readonly sources: readonly Source[]
  /** The text of its package.json. */
  readonly manifest: string
  /** The text of its tsconfig.json, if it has one. */
  readonly compiler: string | undefined
  /** What a module's XML says of itself: config.xml and module.xml in one. */
  readonly xml: string
}

const SOURCE_FILE = /\.(?:[cm]?[jt]s|tsx)$/
const NOT_OURS = /(?:^|\/)(?:dist|node_modules)\//
const PACKAGE_ROOMS = /^(?:src|test|bin)\//

/** Reads every package and module of a repository. */
export function readTree(root: string): readonly Workspace[] {
  const packages = foldersIn(root, 'packages').map((folder) => readWorkspace(root, folder, 'package'))
  const vendors = foldersIn(root, 'modules').flatMap((vendor) => foldersIn(root, vendor))
  return [...packages, ...vendors.map((folder) => readWorkspace(root, folder, 'module'))]
}

function foldersIn(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return []
  const found = readdirSync(join(root, folder), { withFileTypes: true })
  return found.filter((item) => item.isDirectory()).map(({ name }) => `${folder}/${name}`)
}

function readWorkspace(root: string, folder: string, kind: Workspace['kind']): Workspace {
  const read = (file: string): string | undefined => {
    const path = join(root, folder, file)
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined
  }
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => SOURCE_FILE.test(file) && !NOT_OURS.test(file))
    .filter((file) => kind === 'module' || PACKAGE_ROOMS.test(file))
  return {
    folder,
    kind,
    name: kind === 'package' ? folder.replace('packages/', '') : folder,
    sources: files.map((file) => ({
      file: `${folder}/${file}`,
      room: file.startsWith('test/') ? 'test' : 'product',
      text: read(file) ?? '',
    })),
    manifest: read('package.json') ?? '{}',
    compiler: read('tsconfig.json'),
    xml: ['etc/config.xml', 'etc/module.xml'].map((file) => read(file) ?? '').join('\n'),
  }
}
