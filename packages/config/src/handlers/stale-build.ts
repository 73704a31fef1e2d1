import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Whether a compiled file was made from another source than the one that stands there now. The times alone do not tell: a
 * checkout makes files newer that are what they were, and neither `tsc -b` nor turbo write their output again. So does one of
 * two things speak for the build: the source map of the compiled file holds this very source, or the compiler has looked at
 * everything since and left its record (`dist/tsconfig.tsbuildinfo` of the module).
 */
export async function isStale(source: string, compiled: string, moduleFolder: string): Promise<boolean> {
  const written = await changedAt(source)
  if (written <= (await changedAt(compiled))) return false
  if (written <= (await changedAt(join(moduleFolder, 'dist', 'tsconfig.tsbuildinfo')))) return false
  return (await readFile(source, 'utf8')) !== (await builtFrom(compiled))
}

// What is not there has never been changed.
async function changedAt(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.mtimeMs ?? 0
}

async function builtFrom(compiled: string): Promise<string | undefined> {
  try {
    const map: unknown = JSON.parse(await readFile(`${compiled}.map`, 'utf8'))
    return sourceIn(map)
  } catch {
    // Without a map nothing is known but the times.
    return undefined
  }
}

function sourceIn(map: unknown): string | undefined {
  if (typeof map !== 'object' || map === null || !('sourcesContent' in map)) return undefined
  const [first]: readonly unknown[] = Array.isArray(map.sourcesContent) ? map.sourcesContent : []
  return typeof first === 'string' ? first : undefined
}
