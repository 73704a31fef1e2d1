import { resolve } from 'node:path'
import { readSiteFile, type SiteFile } from './site-file.js'

/** The folder Horarium works in, and what its site file says. */
export interface Project {
  readonly directory: string
  readonly site: SiteFile
  readonly moduleRoots: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
}

export interface ProjectOptions {
  readonly directory: string
  /** Further folders of modules, as typed. */
  readonly modules: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** Opens a project: its own `modules` folder first, then those of the site file, then those asked for. */
export async function openProject({ directory, modules, environment }: ProjectOptions): Promise<Project> {
  const site = await readSiteFile(directory)
  const roots = ['modules', ...site.modules, ...modules].map((root) => resolve(directory, root))
  return { directory, site, moduleRoots: [...new Set(roots)], environment }
}
