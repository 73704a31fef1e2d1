import { existsSync, readdirSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { type Configuration, configure, readSources } from '../configuration.js'
import type { Project } from '../project.js'

/**
 * Reads the configuration as the files alone have it, without any override; needs no Redis. Of `folders`, when there
 * are any, instead of the project's: each a folder of modules, of one vendor, or one module. What is narrower than a
 * folder of modules is read among its neighbours, which it may build on, and only its own findings are answered.
 */
export async function checkFolders(project: Project, folders: readonly string[]): Promise<Configuration> {
  const wanted = folders.map((folder) => resolve(folder))
  const moduleRoots = wanted.length === 0 ? project.moduleRoots : [...new Set(wanted.map(rootOf))]
  const configuration = await configure(await readSources({ ...project, moduleRoots }), new Map())
  return wanted.every((folder) => moduleRoots.includes(folder)) ? configuration : narrow(configuration, wanted)
}

function rootOf(folder: string): string {
  if (isModule(folder)) return dirname(dirname(folder))
  return readdirSync(folder).some((name) => isModule(join(folder, name))) ? dirname(folder) : folder
}

function isModule(folder: string): boolean {
  return existsSync(join(folder, 'etc'))
}

function narrow(configuration: Configuration, folders: readonly string[]): Configuration {
  const isWanted = (path: string): boolean =>
    folders.some((folder) => path === folder || path.startsWith(`${folder}${sep}`))
  const modules = configuration.modules.filter(({ path }) => isWanted(path))
  const names = new Set(modules.map(({ name }) => name))
  return {
    ...configuration,
    modules,
    jobs: configuration.jobs.filter(({ module }) => names.has(module)),
    problems: configuration.problems.filter(({ file }) => isWanted(file)),
  }
}
