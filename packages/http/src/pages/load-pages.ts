import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

/** A file of the pages, as it is answered. */
export interface PageFile {
  readonly type: string
  readonly plain: Buffer
  /** What was made beside it when it was built: `.br`, `.gz`. */
  readonly br: Buffer | undefined
  readonly gzip: Buffer | undefined
}

/** The pages, by the path they are asked for; `index` is the one that stands for all that a browser navigates to. */
export interface Pages {
  readonly index: string
  readonly files: ReadonlyMap<string, PageFile>
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}
const INDEX = '/index.html'

/**
 * Reads a folder of built pages whole, a few MB: what is asked for later names a file that is known already, so that no path
 * from outside is ever looked up on disk, and pages stay those of this version when the folder is replaced.
 */
export async function loadPages(folder: string): Promise<Pages> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`)
  const read = async (name: string): Promise<readonly [string, Buffer]> => [name, await readFile(join(folder, name))]
  const bytes = new Map(await Promise.all(names.map(read)))
  const files = new Map<string, PageFile>()
  for (const [name, plain] of bytes) {
    const type = TYPES[extname(name)]
    if (type === undefined || name === INDEX) continue
    files.set(name, { type, plain, br: bytes.get(`${name}.br`), gzip: bytes.get(`${name}.gz`) })
  }
  const index = bytes.get(INDEX)
  if (index === undefined) throw new Error(`${folder} has no index.html`)
  return { index: index.toString('utf8'), files }
}
