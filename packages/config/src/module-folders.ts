import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Problem, sentenceOf } from '@horarium/core'
import { inBatches } from './in-batches.js'
import { errorAt } from './place.js'

/** The files that make a folder a module. */
export const MODULE_FILES = ['config.xml', 'crontab.xml', 'cron_groups.xml', 'module.xml'] as const
export type ModuleFile = (typeof MODULE_FILES)[number]

/** A folder `<Vendor>/<Name>` that holds a module. */
export interface ModuleFolder {
  /** `Vendor_Name`. */
  readonly name: string
  readonly path: string
  /** Those of `MODULE_FILES` that are there. */
  readonly files: readonly ModuleFile[]
}

export interface FoundFolders {
  readonly folders: readonly ModuleFolder[]
  readonly problems: readonly Problem[]
}

/** Finds the modules below the roots, in the order of the roots; of two with one name the first is kept. */
export async function findModuleFolders(roots: readonly string[]): Promise<FoundFolders> {
  const problems: Problem[] = []
  const vendors = (await inBatches(roots, (root) => foldersIn(root, problems))).flat()
  const candidates = (await inBatches(vendors, (vendor) => foldersIn(vendor.path, problems))).flatMap((inside, index) =>
    inside.map(({ name, path }) => ({ vendor: vendors[index]?.name ?? '', name, path })),
  )
  const found = await inBatches(candidates, async ({ vendor, name, path }) => {
    const files = await moduleFilesIn(join(path, 'etc'), problems)
    return files.length === 0 ? [] : [{ name: `${vendor}_${name}`, path, files, legal: isName(vendor) && isName(name) }]
  })
  return { folders: keepFirst(found.flat(), problems), problems }
}

/** The XML of all modules below the roots, without reading any. */
export async function moduleFiles(roots: readonly string[]): Promise<readonly string[]> {
  const { folders } = await findModuleFolders(roots)
  return folders.flatMap(({ path, files }) => files.map((file) => join(path, 'etc', file)))
}

interface Named {
  readonly name: string
  readonly path: string
}

async function foldersIn(folder: string, problems: Problem[]): Promise<readonly Named[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    const candidates = entries.filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    const folders = await inBatches(candidates, async (entry) => ((await isFolder(folder, entry)) ? [entry.name] : []))
    return folders
      .flat()
      .toSorted(byCode)
      .map((name) => ({ name, path: join(folder, name) }))
  } catch (error) {
    problems.push(unreadable(folder, error))
    return []
  }
}

async function isFolder(folder: string, entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory()
  const target = await stat(join(folder, entry.name)).catch(() => undefined)
  return target?.isDirectory() ?? false
}

async function moduleFilesIn(etc: string, problems: Problem[]): Promise<readonly ModuleFile[]> {
  try {
    const names = new Set(await readdir(etc))
    return MODULE_FILES.filter((file) => names.has(file))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    // A folder beside the modules that is none.
    if (code !== 'ENOENT' && code !== 'ENOTDIR') problems.push(unreadable(etc, error))
    return []
  }
}

function unreadable(folder: string, error: unknown): Problem {
  const message = `the folder cannot be read: ${sentenceOf(error)}`
  return errorAt({ file: folder, line: 0, path: '' }, message, 'Create it, make it readable, or leave it out.')
}

function keepFirst(
  found: readonly (ModuleFolder & { readonly legal: boolean })[],
  problems: Problem[],
): readonly ModuleFolder[] {
  const kept = new Map<string, ModuleFolder>()
  for (const { name, path, files, legal } of found) {
    const place = { file: path, line: 0, path: '' }
    // Handlers name modules without regard to case.
    const earlier = kept.get(name.toLowerCase())
    if (!legal) {
      problems.push(errorAt(place, `'${name}' cannot name a module`, 'Use letters, digits and _ in both folder names.'))
    } else if (earlier) {
      const message = `the module ${name} is there twice: ${earlier.path} and ${path}; the first counts`
      problems.push(errorAt(place, message, 'Remove or rename one of them.'))
    } else kept.set(name.toLowerCase(), { name, path, files })
  }
  return [...kept.values()]
}

function isName(name: string): boolean {
  return /^\w+$/.test(name)
}

function byCode(a: string, b: string): number {
  return a < b ? -1 : 1
}
