import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { moduleFiles } from '@horarium/config'
import { marksOf } from '../footprint.js'
import type { Project } from '../project.js'
import { SITE_FILE } from '../site-file.js'

/** What people write of modules, as it looks from outside. */
export interface ModuleSources {
  /** A mark for each file; two that differ were not read the same. */
  readonly marks: ReadonlyMap<string, string>
  /** The tsconfig.json of every module that has one. */
  readonly tsconfigs: readonly string[]
}

const WRITTEN = /\.(?:[cm]?[jt]s|[jt]sx|json|xml)$/
const NOT_SOURCES = ['node_modules', 'dist', 'test']
const TSCONFIG = 'tsconfig.json'

/** Looks at the site file and the sources of all modules; reads none of them. */
export async function readModuleSources({ directory, moduleRoots }: Project): Promise<ModuleSources> {
  const folders = new Set((await moduleFiles(moduleRoots)).map((file) => dirname(dirname(file))))
  const files: string[] = [join(directory, SITE_FILE)]
  // oxlint-disable-next-line no-await-in-loop -- one folder at a time: a thousand at once would take every handle
  for (const folder of folders) files.push(...(await filesBelow(folder)))
  const tsconfigs = files.filter((file) => basename(file) === TSCONFIG && folders.has(dirname(file)))
  return { marks: await marksOf(files), tsconfigs }
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const found: string[] = []
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isFile() && WRITTEN.test(entry.name)) found.push(path)
    const isSource = entry.isDirectory() && !entry.name.startsWith('.') && !NOT_SOURCES.includes(entry.name)
    // oxlint-disable-next-line no-await-in-loop
    if (isSource) found.push(...(await filesBelow(path)))
  }
  return found
}
