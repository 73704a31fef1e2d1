import { lstat, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { inBatches } from '../in-batches.js'

/** The names in a folder, sorted; none when it is not there or cannot be read. */
export async function filesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.toSorted((a, b) => (a < b ? -1 : 1))
}

/** The folders so many levels below one, links followed. */
export async function foldersBelow(folder: string, levels: number): Promise<readonly string[]> {
  if (levels === 0) return [folder]
  const inside = (await filesIn(folder)).filter((name) => !name.startsWith('.')).map((name) => join(folder, name))
  const folders = await inBatches(inside, async (path) =>
    (await isFolder(path)) ? foldersBelow(path, levels - 1) : [],
  )
  return folders.flat()
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.isDirectory() ?? false
}

/** Whether anything is at the path, also a link that leads nowhere. */
export async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined
}
