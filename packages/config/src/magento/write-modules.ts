import { randomUUID } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { HorariumError } from '@horarium/core'
import { inBatches } from '../in-batches.js'
import { isThere } from './folders.js'
import type { ModuleText } from './read-magento.js'

export interface WriteOptions {
  /** What is done about files that are there already. */
  readonly existing: 'keep' | 'replace'
}

/**
 * Writes modules into a folder of modules; answers the paths. Throws `conflict`, with nothing written, when a file is there
 * already and is to be kept.
 */
export async function writeModules(
  modules: readonly ModuleText[],
  folder: string,
  { existing }: WriteOptions,
): Promise<readonly string[]> {
  const files = modules.flatMap((module) =>
    [...module.files].map(([path, text]) => ({ path: join(folder, path), text })),
  )
  const there = (await inBatches(files, async ({ path }) => ((await isThere(path)) ? [path] : []))).flat()
  if (existing === 'keep' && there.length > 0) {
    const more = there.length > 1 ? ` and ${there.length - 1} more` : ''
    throw new HorariumError('conflict', `${there[0]}${more} would be overwritten. Nothing was written; see --force.`)
  }
  return inBatches(files, async ({ path, text }) => {
    await mkdir(dirname(path), { recursive: true })
    if (existing === 'keep') await writeFile(path, text, { flag: 'wx' })
    else await replaceFile(path, text)
    return path
  })
}

// Whole or not at all; and a link is replaced, never followed.
async function replaceFile(path: string, text: string): Promise<void> {
  const beside = `${path}.${randomUUID()}`
  await writeFile(beside, text, { flag: 'wx' })
  await rename(beside, path)
}
