import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { HorariumError } from '@horarium/core'
import { readSiteFile, type SiteFile } from './site-file.js'

/** The folder Horarium works in, and what its site file says. */
export interface Project {
  readonly directory: string
  readonly site: SiteFile
  /** Folders of modules, absolute. */
  readonly moduleRoots: readonly string[]
  /** Of the modules there these, and those they come after; all where it is left out. */
  readonly only?: readonly string[]
  /** Those of them somebody asked for beside the site file, as typed. */
  readonly asked: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
}

export interface ProjectOptions {
  readonly directory: string
  /** Further folders of modules, as typed. */
  readonly modules: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** Where a project keeps its own modules; the one folder that may be missing. */
export const MODULES_FOLDER = 'modules'

/** Opens a project: its own `modules` folder first, if it has one, then those of the site file, then those asked for. */
export async function openProject({ directory, modules, environment }: ProjectOptions): Promise<Project> {
  const site = await readSiteFile(directory)
  const own = existsSync(resolve(directory, MODULES_FOLDER)) ? [MODULES_FOLDER] : []
  const roots = [...own, ...site.modules, ...modules].map((root) => resolve(directory, root))
  return { directory, site, moduleRoots: [...new Set(roots)], asked: modules, environment }
}

/** The same project as its files are now. */
export function reopenProject({ directory, asked, environment }: Project): Promise<Project> {
  return openProject({ directory, modules: asked, environment })
}

/** First part of every Redis key. Throws `configuration` where the site file leaves it unknown: guessed, it would be another instance's. */
export function namespaceOf({ site: { namespace, problems } }: Project): string {
  if (namespace !== undefined) return namespace
  const fault = problems.find(({ severity }) => severity === 'error')
  throw new HorariumError('configuration', fault ? `${fault.message}. ${fault.remedy}` : 'The namespace is unknown.')
}
