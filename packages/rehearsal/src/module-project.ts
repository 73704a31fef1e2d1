import { basename, dirname, resolve } from 'node:path'
import type { Project } from '@horarium/app'

export interface ProjectOrder {
  /** Folders of modules, `<Vendor>/<Name>`. */
  readonly modules: readonly string[]
  readonly namespace?: string
  /** As in the site file, by path. */
  readonly settings?: Readonly<Record<string, string>>
  readonly environment?: Project['environment']
}

/** What problems name as the file of what a test has laid over its modules. */
export const TYPED = { settings: 'the settings of the test', overrides: 'the overrides of the test' } as const

/** A project that consists of some modules, wherever they lie, and of those they depend on. */
export function projectOf({
  modules,
  namespace = 'rehearsal',
  settings = {},
  environment = {},
}: ProjectOrder): Project {
  const folders = modules.map((folder) => resolve(folder))
  const values = new Map(Object.entries(settings).map(([path, value]) => [path, { value, source: TYPED.settings }]))
  return {
    directory: process.cwd(),
    site: { modules: [], namespace, values, problems: [] },
    moduleRoots: [...new Set(folders.map((folder) => dirname(dirname(folder))))],
    only: folders.map(nameOf),
    asked: [],
    environment,
  }
}

/** The module a folder is by its path: `Vendor_Name`. */
export function nameOf(folder: string): string {
  const path = resolve(folder)
  return `${basename(dirname(path))}_${basename(path)}`
}
