import { realpath } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { sentenceOf } from '@horarium/core'

/** The remedy where the code that would run is not what is written. */
export const BUILD_FIRST = 'npm run build'

/** What a file exports, or why it does not load. */
export type ImportedFile =
  | { readonly exported: object; readonly fault?: undefined }
  | { readonly exported?: undefined; readonly fault: { readonly message: string; readonly remedy: string } }

/** Imports a handler's file; one that never finishes loading is given up after `withinMs`. */
export async function importFile(path: string, withinMs: number): Promise<ImportedFile> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), withinMs)
  })
  try {
    // Node remembers where a path led: behind a symlink that was moved on there is other code, to be loaded anew.
    const real = await realpath(path)
    const loaded: unknown = await Promise.race([import(pathToFileURL(real).href), late])
    if (typeof loaded === 'object' && loaded !== null) return { exported: loaded }
    const message = `${path} did not finish loading within ${withinMs / 1000} s`
    return { fault: { message, remedy: 'Await nothing endless at the top level of the file.' } }
  } catch (error) {
    return { fault: importFault(path, error) }
  } finally {
    clearTimeout(timer)
  }
}

// Whether this process reads TypeScript shows only when it is asked to: Node versions and loaders differ too much to guess.
function importFault(path: string, error: unknown): { readonly message: string; readonly remedy: string } {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (path.endsWith('.ts') && code === 'ERR_UNKNOWN_FILE_EXTENSION') {
    return { message: `${path} is not compiled`, remedy: BUILD_FIRST }
  }
  return { message: `${path} does not load: ${sentenceOf(error)}`, remedy: 'Repair the file.' }
}
