import { readdir, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { didYouMean } from '@horarium/core'
import type { Module } from '../read-module.js'
import { isStale } from './stale-build.js'

/** A handler's file on disk, or why there is none. */
export type FoundFile =
  | { readonly path: string; readonly stale: string | undefined; readonly fault?: undefined }
  | { readonly path?: undefined; readonly fault: { readonly message: string; readonly remedy: string } }

const EXTENSIONS = /\.(?:js|mjs|ts)$/

/** Finds handlers' files without regard to case; each folder is listed once. */
export class HandlerFiles {
  readonly #listings = new Map<string, Promise<readonly string[]>>()
  readonly #realModules = new Map<string, Promise<string>>()

  /** Looks for `<file>.js`, `<file>.mjs`, `dist/<file>.js`, `<file>.ts`, in this order. */
  async find(module: Module, segments: readonly string[]): Promise<FoundFile> {
    const source = await this.#match(module.path, segments, ['.ts'])
    const compiled =
      (await this.#match(module.path, segments, ['.js', '.mjs'])) ??
      (await this.#match(join(module.path, 'dist'), segments, ['.js']))
    const path = compiled ?? source
    if (path === undefined) return { fault: await this.#missing(module, segments) }
    if (!(await this.#isInside(module, path))) {
      const message = `${path} leads out of the folder of ${module.name}`
      return { fault: { message, remedy: 'Keep handlers inside their module; do not link out of it.' } }
    }
    const stale = compiled !== undefined && source !== undefined && (await isStale(source, compiled, module.path))
    return { path, stale: stale ? source : undefined }
  }

  async #match(base: string, segments: readonly string[], extensions: readonly string[]): Promise<string | undefined> {
    const last = segments.at(-1) ?? ''
    const folders = await this.#descend(base, segments.slice(0, -1))
    const found = await Promise.all(
      folders.map(async (folder) => {
        const names = await this.#list(folder)
        return extensions.flatMap((extension) => spellings(names, last + extension).map((name) => join(folder, name)))
      }),
    )
    return found.flat()[0]
  }

  // Where a disk tells `Model` from `model`, a module may have both: the file can be in either.
  async #descend(base: string, segments: readonly string[]): Promise<readonly string[]> {
    let folders: readonly string[] = [base]
    for (const segment of segments) {
      const below = folders.map(async (folder) =>
        spellings(await this.#list(folder), segment).map((name) => join(folder, name)),
      )
      // oxlint-disable-next-line no-await-in-loop
      folders = (await Promise.all(below)).flat()
    }
    return folders
  }

  #list(folder: string): Promise<readonly string[]> {
    const known = this.#listings.get(folder) ?? readdir(folder).catch(() => [])
    this.#listings.set(folder, known)
    return known
  }

  async #isInside(module: Module, path: string): Promise<boolean> {
    const root = this.#realModules.get(module.path) ?? realpath(module.path)
    this.#realModules.set(module.path, root)
    const real = await realpath(path).catch(() => undefined)
    return real !== undefined && real.startsWith((await root) + sep)
  }

  async #missing({ name, path }: Module, segments: readonly string[]): Promise<{ message: string; remedy: string }> {
    const file = segments.join('/')
    const fault = { message: `${name} has no file ${file}`, remedy: `Write ${join(path, file)}.ts and build it.` }
    for (const [index, segment] of segments.entries()) {
      // oxlint-disable-next-line no-await-in-loop
      const folders = await this.#descend(path, segments.slice(0, index))
      // oxlint-disable-next-line no-await-in-loop
      const names = (await Promise.all(folders.map((folder) => this.#list(folder)))).flat()
      const isThere = index < segments.length - 1 && spellings(names, segment).length > 0
      if (isThere) continue
      const near = didYouMean(segment, new Set(names.map((entry) => entry.replace(EXTENSIONS, ''))))
      return { ...fault, remedy: fault.remedy + near }
    }
    return fault
  }
}

/** The names that differ from the wanted one in case only, the wanted one itself first. */
function spellings(names: readonly string[], wanted: string): readonly string[] {
  const alike = names.filter((name) => name.toLowerCase() === wanted.toLowerCase())
  return alike.toSorted((a, b) => Number(b === wanted) - Number(a === wanted) || (a < b ? -1 : 1))
}
