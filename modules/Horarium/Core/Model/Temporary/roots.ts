import type { Stats } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { relative, resolve, sep } from 'node:path'

/** The folders of a request as they are on disk. */
export interface Roots {
  /** Real paths to clean; none lies within another. */
  readonly paths: readonly string[]
  /** Real paths of every folder asked for: never removed themselves. */
  readonly kept: ReadonlySet<string>
  /** How many folders do not exist. */
  readonly missing: number
  /** Identities of the places never to be entered, however they are reached. */
  readonly guarded: ReadonlySet<string>
}

/** Resolves folders; throws one error that names every folder that must not be cleaned. */
export async function findRoots(folders: readonly string[]): Promise<Roots> {
  const guarded = await guardedPaths()
  const found = await Promise.all(folders.map((folder) => findRoot(folder, guarded)))
  const faults = found.flatMap(({ fault }) => fault ?? [])
  if (faults.length > 0) throw new Error(`Nothing was removed: ${faults.join('; ')}.`)
  const kept = new Set(found.flatMap(({ path }) => path ?? []))
  const paths = [...kept].filter((path) => ![...kept].some((other) => other !== path && isWithin(path, other)))
  const missing = found.filter(({ path }) => path === undefined).length
  return { paths, kept, missing, guarded: await identitiesOf([...guarded.keys()]) }
}

/** What makes a file the same file under every name. */
export function identityOf({ dev, ino }: Stats): string {
  return `${dev}:${ino}`
}

async function identitiesOf(places: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await Promise.all(places.map((place) => stat(place).catch(() => undefined)))
  return new Set(found.flatMap((stats) => (stats ? identityOf(stats) : [])))
}

/** Whether a real path is a folder or lies within it. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`))
}

interface Found {
  readonly path?: string
  readonly fault?: string
}

async function findRoot(folder: string, guarded: ReadonlyMap<string, string>): Promise<Found> {
  try {
    const path = await realpath(folder)
    if (!(await stat(path)).isDirectory()) return { fault: `'${folder}' is not a folder` }
    for (const [place, name] of guarded) {
      if (isWithin(place, path)) return { fault: `'${folder}' is ${place === path ? '' : 'above '}${name}` }
    }
    return { path }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return {}
    return { fault: `'${folder}' cannot be read (${codeOf(error)})` }
  }
}

/** The system's name of an error (`EACCES`), or what else there is to say. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error ? String(error.code) : error.message
}

// Removing from a folder above one of these would reach into it as well.
async function guardedPaths(): Promise<ReadonlyMap<string, string>> {
  const places: readonly (readonly [string, string])[] = [
    ['/', 'the root of the file system'],
    [homedir(), 'the home directory'],
    ['.', "the project's folder"],
    ['.horarium', "Horarium's own folder; name one within it"],
  ]
  const real = places.map(async ([place, name]) => [await realpath(place).catch(() => resolve(place)), name] as const)
  return new Map(await Promise.all(real))
}
