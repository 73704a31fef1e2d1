import { readFile, stat } from 'node:fs/promises'

/**
 * Whether a compiled file was made from another source than the one that stands there now: the source is newer, and is not
 * what the source map of the compiled file holds. A checkout makes files newer that are what they were, and neither
 * `tsc -b` nor turbo writes their output again.
 */
export async function isStale(source: string, compiled: string): Promise<boolean> {
  const [written, built] = await Promise.all([stat(source), stat(compiled)])
  return written.mtimeMs > built.mtimeMs && (await readFile(source, 'utf8')) !== (await builtFrom(compiled))
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
