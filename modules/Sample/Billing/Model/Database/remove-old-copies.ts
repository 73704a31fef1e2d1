import { readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { isCopyName, UNFINISHED } from './copy-name.js'

/** Removes all copies but the newest few, and answers their names. Whatever has another name, or is no file, stays. */
export async function removeOldCopies(folder: string, keep: number): Promise<readonly string[]> {
  const old = oldCopies(await readdir(folder, { withFileTypes: true }), keep)
  for (const name of old) await unlink(join(folder, name))
  return old
}

/** What lies in a folder. */
export interface Found {
  readonly name: string
  readonly isFile: () => boolean
}

/** The names of all copies but the newest few, and of those begun before the newest and never finished. */
export function oldCopies(found: readonly Found[], keep: number): readonly string[] {
  const files = found.filter((one) => one.isFile()).map(({ name }) => name)
  const copies = files.filter(isCopyName).toSorted()
  const newest = copies.at(-1) ?? ''
  const unfinished = files.filter((name) => {
    const wanted = name.endsWith(UNFINISHED) ? name.slice(0, -UNFINISHED.length) : ''
    return isCopyName(wanted) && wanted < newest
  })
  return [...copies.slice(0, -keep), ...unfinished.toSorted()]
}
