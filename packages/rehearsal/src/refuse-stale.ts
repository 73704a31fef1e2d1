import { access, readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { BUILD_FIRST, isStale } from '@horarium/config/handlers'
import { HorariumError } from '@horarium/core'

const NOT_PRODUCT = ['dist', 'node_modules', 'test']

/**
 * Throws `configuration` where a source of a module is newer than its compiled file: also of those that handlers import,
 * which whoever only looks for handlers does not know.
 */
export async function refuseStale(folders: readonly string[]): Promise<void> {
  const checked = folders.map(async (folder) => {
    const sources = await sourcesBelow(folder)
    const stale = await Promise.all(sources.map(async (source) => ((await isBehind(source, folder)) ? [source] : [])))
    return stale.flat()
  })
  const stale = (await Promise.all(checked)).flat()
  if (stale.length === 0) return
  const what = `${stale.join(', ')} ${stale.length === 1 ? 'was' : 'were'} changed after the build that would be run`
  throw new HorariumError('configuration', `${what}. ${BUILD_FIRST}`)
}

async function sourcesBelow(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const below = found.map(async (item) => {
    const path = join(folder, item.name)
    if (item.isDirectory()) return NOT_PRODUCT.includes(item.name) ? [] : sourcesBelow(path)
    return item.name.endsWith('.ts') && !item.name.endsWith('.d.ts') ? [path] : []
  })
  return (await Promise.all(below)).flat()
}

// What has no compiled file is no part of the build.
async function isBehind(source: string, folder: string): Promise<boolean> {
  const compiled = join(folder, 'dist', relative(folder, source).replace(/\.ts$/, '.js'))
  const isBuilt = await access(compiled).then(
    () => true,
    () => false,
  )
  return isBuilt && isStale(source, compiled, folder)
}
