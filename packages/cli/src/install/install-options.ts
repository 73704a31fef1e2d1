import { findInstallation, type Installation, oneLine, parsePassInterval, refuseOtherRedis } from '@horarium/app'
import type { Command } from 'commander'
import type { Cli } from '../cli.js'
import { PROGRAM } from '../own-files.js'

export interface InstallOptions {
  readonly envFile?: string
}

/** Lets a person name what the started processes read into their environment. */
export function addEnvFileOption(command: Command): Command {
  return command.option('--env-file <file>', "read into their environment, beside the project's .env")
}

/** Lets a person say how often a pass is made. */
export function addEveryOption(command: Command): Command {
  const meaning = 'how often a pass is made: 5, 6, 10, 12, 15, 20 or 30 seconds, or 1m to 60m'
  return command.option('--every <interval>', meaning, parsePassInterval, 60)
}

/** How the project's commands are started from elsewhere. */
export async function installationOf(cli: Cli, { envFile }: InstallOptions): Promise<Installation> {
  const project = await cli.openProject()
  return findInstallation(project, { program: PROGRAM, ...(envFile === undefined ? {} : { environmentFile: envFile }) })
}

/** The same for what is put to work at once: refused where it would work on another Redis. */
export async function readyInstallationOf(cli: Cli, options: InstallOptions): Promise<Installation> {
  const installation = await installationOf(cli, options)
  refuseOtherRedis(installation)
  warnOfUnknown(cli, installation)
  return installation
}

/** Tells which variables of ours will not be known there. */
export function warnOfUnknown({ terminal }: Cli, { unknownThere, environmentFile }: Installation): void {
  if (unknownThere.length === 0) return
  const file = oneLine(environmentFile ?? 'a file .env in the project')
  terminal.note(`horarium: Set here, but not there: ${unknownThere.join(', ')}. Write them into ${file}.`)
}
