import { readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { didYouMean } from '@horarium/core'
import type { Module } from '../read-module.js'

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
    const stale = compiled !== undefined && source !== undefined && (await isNewer(source, compiled))
    return { path, stale: stale ? source : undefined }
  }

  async #match(base: string, segments: readonly string[], extensions: readonly string[]): Promise<string | undefined> {
    const folder = await this.#descend(base, segments.slice(0, -1))
    const last = segments.at(-1)
    if (folder === undefined || last === undefined) return undefined
    const names = await this.#list(folder)
    const found = extensions.map((extension) => pick(names, last + extension)).find((name) => name !== undefined)
    return found === undefined ? undefined : join(folder, found)
  }

  async #descend(base: string, segments: readonly string[]): Promise<string | undefined> {
    let folder = base
    for (const segment of segments) {
      // Each folder decides the spelling of the next.
      // oxlint-disable-next-line no-await-in-loop
      const name = pick(await this.#list(folder), segment)
      if (name === undefined) return undefined
      folder = join(folder, name)
    }
    return folder
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
    let folder = path
    for (const [index, segment] of segments.entries()) {
      // oxlint-disable-next-line no-await-in-loop
      const names = await this.#list(folder)
      const found = index < segments.length - 1 ? pick(names, segment) : undefined
      if (found === undefined) {
        const near = didYouMean(segment, new Set(names.map((entry) => entry.replace(EXTENSIONS, ''))))
        return { message: `${name} has no file ${file}`, remedy: `Write ${join(path, file)}.ts and build it.${near}` }
      }
      folder = join(folder, found)
    }
    return { message: `${name} has no file ${file}`, remedy: `Write ${join(path, file)}.ts and build it.` }
  }
}

function pick(names: readonly string[], wanted: string): string | undefined {
  if (names.includes(wanted)) return wanted
  return names.find((name) => name.toLowerCase() === wanted.toLowerCase())
}

async function isNewer(source: string, compiled: string): Promise<boolean> {
  const [written, built] = await Promise.all([stat(source), stat(compiled)])
  return written.mtimeMs > built.mtimeMs
}
