import { findHandler, type FoundHandler } from './handler-export.js'
import { importFile } from './import-file.js'

/** Where a handler is: a file of an active module, the class it may be in, and the method. */
export interface HandlerAddress {
  readonly file: string
  readonly className: string
  readonly method: string
}

const IMPORT_WITHIN_MS = 10_000

/** Loads a handler's file into this process, once, and finds the handler in it. */
export async function importHandler(
  { file, className, method }: HandlerAddress,
  withinMs: number = IMPORT_WITHIN_MS,
): Promise<FoundHandler> {
  const imported = await importFile(file, withinMs)
  if (!imported.exported) return imported
  const offered = findHandler(imported.exported, className, method)
  if (!offered.fault) return offered
  return { fault: { ...offered.fault, message: `${file}: ${offered.fault.message}` } }
}

/** What is wrong with handlers, found by loading them into this process. */
export function checkHere(
  handlers: readonly HandlerAddress[],
  withinMs?: number,
): Promise<readonly (FoundHandler['fault'] | undefined)[]> {
  return Promise.all(handlers.map(async (handler) => (await importHandler(handler, withinMs)).fault))
}

/** Tells two addresses apart. */
export function addressKey({ file, className, method }: HandlerAddress): string {
  return `${file}\0${className}\0${method}`
}
