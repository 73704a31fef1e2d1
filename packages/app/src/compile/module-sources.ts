import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { moduleFiles } from '@horarium/config'
import { marksOf } from '../footprint.js'

/** What the code of modules is made from, as it looks from outside. */
export interface ModuleSources {
  /** A mark for each file; two that differ were not read the same. */
  readonly marks: ReadonlyMap<string, string>
  /** The tsconfig.json of every module that has one. */
  readonly tsconfigs: readonly string[]
}

const CODE = /\.(?:[cm]?[jt]s|[jt]sx|json)$/
const NOT_SOURCES = ['node_modules', 'dist', 'test']
const TSCONFIG = 'tsconfig.json'

/** Looks at the sources of all modules below the roots; reads none of them. */
export async function readModuleSources(roots: readonly string[]): Promise<ModuleSources> {
  const folders = new Set((await moduleFiles(roots)).map((file) => dirname(dirname(file))))
  const files: string[] = []
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
    if (entry.isFile() && CODE.test(entry.name)) found.push(path)
    const isSource = entry.isDirectory() && !entry.name.startsWith('.') && !NOT_SOURCES.includes(entry.name)
    // oxlint-disable-next-line no-await-in-loop
    if (isSource) found.push(...(await filesBelow(path)))
  }
  return found
}
