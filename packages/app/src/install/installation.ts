import { existsSync, realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { parseEnv } from 'node:util'
import { HorariumError } from '@horarium/core'
import { namespaceOf, type Project } from '../project.js'

/** How somebody else (cron, systemd, a script) starts the commands of a project: every path is absolute. */
export interface Installation {
  readonly namespace: string
  readonly directory: string
  readonly node: string
  /** The file of the command line. */
  readonly program: string
  /** Further folders of modules. */
  readonly modules: readonly string[]
  /** What is read into the environment beside the project's own `.env`. */
  readonly environmentFile?: string
  /** Variables of ours that count here and would be unknown there. */
  readonly unknownThere: readonly string[]
}

export interface InstallationOrder {
  readonly program: string
  readonly environmentFile?: string
}

/** What every command of a project reads into its environment, where it is; what is set already wins. */
export const ENVIRONMENT_FILE = '.env'
const OURS = /^(REDIS_URL|NODE_ENV|HORARIUM_.+)$/

/** Finds out how this project's commands are started from elsewhere. Throws `usage` when a file asked for is missing. */
export async function findInstallation(project: Project, order: InstallationOrder): Promise<Installation> {
  const { directory, asked, environment } = project
  const environmentFile = order.environmentFile && resolve(directory, order.environmentFile)
  if (environmentFile && !existsSync(environmentFile)) {
    throw new HorariumError('usage', `There is no file ${environmentFile}.`)
  }
  const files = [join(directory, ENVIRONMENT_FILE), environmentFile ?? ''].filter((file) => existsSync(file))
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  const known = parseEnv(texts.join('\n'))
  return {
    namespace: namespaceOf(project),
    directory,
    node: process.execPath,
    program: asReached(order.program, directory),
    modules: asked,
    ...(environmentFile ? { environmentFile } : {}),
    unknownThere: Object.keys(environment).filter((name) => isUnknown(name, environment[name], known)),
  }
}

/** The words that start a command of this installation. */
export function commandWords(installation: Installation, words: readonly string[]): readonly string[] {
  const { node, environmentFile, program, directory, modules } = installation
  const settings = environmentFile === undefined ? [] : [`--env-file=${environmentFile}`]
  const folders = modules.flatMap((folder) => ['--modules', folder])
  return [node, ...settings, program, '--project', directory, ...folders, ...words]
}

/** Throws `usage` where the commands would work on another Redis than this one does, and nobody would notice. */
export function refuseOtherRedis({ unknownThere, environmentFile, directory }: Installation): void {
  if (!unknownThere.includes('REDIS_URL')) return
  const file = environmentFile ?? join(directory, ENVIRONMENT_FILE)
  const sentence = `REDIS_URL is set here, but would not be there: write it into ${file}, readable by this user alone.`
  throw new HorariumError('usage', sentence)
}

function isUnknown(name: string, value: string | undefined, known: Readonly<NodeJS.Dict<string>>): boolean {
  return OURS.test(name) && value !== undefined && value !== '' && known[name] !== value
}

// Node tells where a link led. A deployment replaces the folder behind the link, so the way we came is what lasts.
function asReached(program: string, directory: string): string {
  const [file, root] = [realpathSync(program), realpathSync(directory)]
  return file.startsWith(`${root}${sep}`) ? join(directory, relative(root, file)) : file
}
