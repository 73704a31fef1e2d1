import { existsSync, readdirSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import type { Logger, Problem } from '@horarium/core'
import { type Configuration, configure, readSources } from '../configuration.js'
import { HandlerChecks } from '../crews.js'
import type { Project } from '../project.js'

// What a file says where it is loaded is no finding.
const ignore = (): void => undefined
const SILENT: Logger = { error: ignore, warn: ignore, info: ignore, debug: ignore }

/**
 * Reads the configuration as the files alone have it, without any override; needs no Redis. Of `folders`, when there
 * are any, instead of the project's: each a folder of modules, of one vendor, or one module. What is narrower than a
 * folder of modules is read among its neighbours, which it may build on, and only its own findings are answered.
 */
export async function checkFolders(project: Project, folders: readonly string[]): Promise<Configuration> {
  const wanted = folders.map((folder) => resolve(folder))
  const moduleRoots = wanted.length === 0 ? project.moduleRoots : [...new Set(wanted.map(rootOf))]
  const { check } = new HandlerChecks({ directory: project.directory, logger: SILENT })
  const whole = await configure(await readSources({ ...project, moduleRoots }), new Map(), check)
  const configuration = wanted.every((folder) => moduleRoots.includes(folder)) ? whole : narrow(whole, wanted)
  const empty = wanted.filter((folder) => !configuration.modules.some(({ path }) => isWithin(path, folder)))
  return { ...configuration, problems: [...configuration.problems, ...empty.map(emptyProblem)] }
}

// A folder one level off would otherwise be found in perfect order.
function emptyProblem(file: string): Problem {
  const remedy = 'Name a folder of <Vendor>/<Name>/etc/config.xml, one vendor in it, or one module.'
  return { severity: 'warning', file, line: 0, path: '', message: 'there is no module in this folder', remedy }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}${sep}`)
}

function rootOf(folder: string): string {
  if (isModule(folder)) return dirname(dirname(folder))
  return readdirSync(folder).some((name) => isModule(join(folder, name))) ? dirname(folder) : folder
}

function isModule(folder: string): boolean {
  return existsSync(join(folder, 'etc'))
}

function narrow(configuration: Configuration, folders: readonly string[]): Configuration {
  const isWanted = (path: string): boolean => folders.some((folder) => isWithin(path, folder))
  const modules = configuration.modules.filter(({ path }) => isWanted(path))
  const names = new Set(modules.map(({ name }) => name))
  return {
    ...configuration,
    modules,
    jobs: configuration.jobs.filter(({ module }) => names.has(module)),
    problems: configuration.problems.filter(({ file }) => isWanted(file)),
  }
}
