import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { moduleFiles } from '@horarium/config'
import { MODULES_FOLDER, type Project } from './project.js'
import { SITE_FILE } from './site-file.js'

/** What the files of a configuration look like from outside, by path; two that differ were not read the same. */
export interface Footprint {
  /** The site file and the XML of the modules. */
  readonly sources: ReadonlyMap<string, string>
  readonly handlers: ReadonlyMap<string, string>
}

/** Looks at every file a configuration is read from, and at the code that was loaded; reads none of them. */
export async function readFootprint(
  { directory, moduleRoots }: Project,
  handlerFiles: readonly string[],
): Promise<Footprint> {
  const files = [join(directory, SITE_FILE), ...(await moduleFiles(moduleRoots))]
  const [sources, handlers] = [await marksOf(files), await marksOf(handlerFiles)]
  // It may be made later; what is in it counts by its files.
  const own = join(directory, MODULES_FOLDER)
  return { sources: new Map([...sources, [own, (await markOf(own)) === GONE ? GONE : 'there']]), handlers }
}

/** Whether two looks saw the same. */
export function isSame(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([path, mark]) => other.get(path) === mark)
}

const GONE = 'gone'
const AT_ONCE = 32

/** A mark of each file, by its path. */
export async function marksOf(files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const marks = new Map<string, string>()
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const batch = files.slice(at, at + AT_ONCE)
    const found = await Promise.all(batch.map(markOf))
    batch.forEach((file, index) => marks.set(file, found[index] ?? GONE))
  }
  return marks
}

// The inode tells a folder that was replaced through a symlink, the change time a copy that keeps the old date.
async function markOf(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined)
  return found ? `${found.dev}:${found.ino} ${found.size} ${found.mtimeMs} ${found.ctimeMs}` : GONE
}
