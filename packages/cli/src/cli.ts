import { realpathSync, statSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import {
  type App,
  checkFolders,
  type Configuration,
  createLogger,
  type LogFileOptions,
  LogLevels,
  openApp,
  openProject,
  type Project,
} from '@horarium/app'
import { HorariumError, type Logger, type LogLevel } from '@horarium/core'
import { Command, Option } from 'commander'
import { EXIT, type ExitCode } from './exit-codes.js'
import { addLogOptions, type LogChoice } from './log-options.js'
import { collect } from './option-values.js'
import type { Terminal } from './terminal.js'
import { readVersion } from './version.js'

/** A command as its own file describes it. */
export interface CommandWords {
  /** Name and arguments: `job:show <code>`. */
  readonly signature: string
  readonly summary: string
  readonly examples: readonly string[]
  /** The heading it stands under in the help. */
  readonly heading: string
  /** What the summary cannot say. */
  readonly details?: string
}

export interface OpenOptions {
  readonly json?: boolean
  /** Instead of the process log on standard error. */
  readonly logger?: Logger
  /** Those of a log that is to follow the setting `log_level`. */
  readonly levels?: LogLevels
  /** Nothing is said of what is being set up. */
  readonly quiet?: boolean
  /** Whether handlers are looked into; it takes a process, and commands that run and list no job need not. */
  readonly knowsHandlers?: boolean
  /** Told what a handler left behind that no run can be blamed for; logged when it is left out. */
  readonly onStray?: (message: string) => void
}

export interface FilesOptions {
  readonly json?: boolean
  /** Read instead of the project's folders of modules. */
  readonly roots?: readonly string[]
}

interface GlobalOptions extends LogChoice {
  readonly project: string
  readonly modules?: readonly string[]
  readonly unsafeEviction?: boolean
}

/** The command line: its commands, the options they share, and what they work on. */
export class Cli {
  readonly program: Command
  readonly terminal: Terminal
  exitCode: ExitCode = EXIT.fine

  constructor(terminal: Terminal) {
    this.terminal = terminal
    this.program = makeProgram(terminal)
  }

  /** Adds a command; its file goes on with options and action. */
  command({ signature, summary, examples, heading, details }: CommandWords): Command {
    const lines = examples.map((example) => `  $ horarium ${example}`)
    const after = [...(details ? ['', details] : []), '', 'Examples:', ...lines].join('\n')
    const command = this.program.command(signature).summary(summary).description(`${summary}.`)
    return command.helpGroup(heading).addHelpText('after', after)
  }

  /** Whether somebody asked for the process log of a command that keeps none by itself. */
  get wantsLog(): boolean {
    const { logLevel, logFile } = this.#globals
    return logLevel !== undefined || logFile !== undefined
  }

  get wantsEverything(): boolean {
    return this.#globals.logLevel?.general === 'debug'
  }

  /** The process log: readable on a terminal, JSON lines in a pipe or a file. */
  logger(defaultLevel: LogLevel): Logger {
    return this.openLog(defaultLevel).logger
  }

  /** The same for a process that stays: its levels may change. */
  openLog(defaultLevel: LogLevel): { readonly logger: Logger; readonly levels: LogLevels } {
    const levels = new LogLevels(defaultLevel, this.#globals.logLevel)
    const file = this.#logFile()
    const isRead = process.stderr.isTTY && !file
    const logger = createLogger({ levels, shape: isRead ? 'lines' : 'json', ...(file ? { file } : {}) })
    return { logger, levels }
  }

  #logFile(): LogFileOptions | undefined {
    const { logFile, logSize, logKeep } = this.#globals
    if (logFile === undefined) return undefined
    return { file: resolve(whereWeStand(), logFile), maxBytes: logSize * MIB, keep: logKeep }
  }

  /** Opens the instance for a command and closes it after; what the command answers becomes the exit code. */
  async withApp(options: OpenOptions, work: (app: App) => Promise<ExitCode>): Promise<void> {
    if (options.json) this.terminal.keepAnswerClean('to standard error')
    const logger = options.logger ?? this.logger('warn')
    const project = await this.openProject()
    // A crontab starts us anywhere, and handlers may name files relative to their project.
    process.chdir(project.directory)
    const app = await openApp({
      project,
      logger,
      ...(options.levels ? { levels: options.levels } : {}),
      onNotice: (notice) => {
        if (!options.quiet) this.terminal.note(notice)
      },
      unsafeEviction: this.#globals.unsafeEviction ?? false,
      knowsHandlers: options.knowsHandlers ?? true,
      ...(options.onStray ? { onStray: options.onStray } : {}),
    })
    try {
      this.exitCode = await work(app)
    } finally {
      await app.close()
    }
  }

  /** Reads the configuration as the files have it, for a command that needs no Redis. */
  async withFiles(options: FilesOptions, work: (found: Configuration) => ExitCode): Promise<void> {
    this.exitCode = work(await this.readFiles(options))
  }

  /** The same for a command that reads more than once. */
  async readFiles({ json, roots = [] }: FilesOptions): Promise<Configuration> {
    if (json) this.terminal.keepAnswerClean('to standard error')
    const folders = roots.map((root) => folderOf(root))
    return checkFolders(await this.openProject(), folders)
  }

  /** The project the command line names, with its site file read. */
  openProject(): Promise<Project> {
    const { project, modules = [] } = this.#globals
    const directory = folderOf(project)
    // Typed by a person, so relative to where they stand, not to the project.
    return openProject({ directory, modules: modules.map((root) => folderOf(root)), environment: process.env })
  }

  get #globals(): GlobalOptions {
    return this.program.opts<GlobalOptions>()
  }
}

const MIB = 1_048_576

const DESCRIPTION =
  'A schedule-generating cron queue: modules declare jobs in XML, Horarium writes their hours down and runs them.'

const EXAMPLES = `
Examples:
  $ horarium start                      everything, until Ctrl-C
  $ horarium validate                   what is wrong in the modules
  $ horarium job:run my_job             one job, now
  $ horarium history:list --from -1h    what has run

Ends with 0 when all is well, 1 when a job failed or a check found something, 2 when the command, the modules or
the settings are wrong, 3 when no Redis answers.`

function makeProgram(terminal: Terminal): Command {
  const program = new Command('horarium')
    .description(DESCRIPTION)
    .version(readVersion(), '--version', 'print the version')
    .helpOption('-h, --help', 'show what a command does, with examples')
    .addHelpText('after', EXAMPLES)
    .addOption(new Option('--project <dir>', 'the project: modules/, .horarium/').default('.', 'where you are'))
    .option('--modules <dir>', 'a further folder of modules; may be repeated', collect)
    .option('--unsafe-eviction', 'go on with a Redis that drops entries when its memory is full')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => terminal.line(text.trimEnd()),
      writeErr: (text) => terminal.note(text.trimEnd()),
      // What is wrong is told once, by whoever catches it.
      outputError: () => undefined,
    })
    .showSuggestionAfterError(false)
    .exitOverride()
  return addLogOptions(program)
}

// A deployment may replace the folder behind a symlink: the way a person came is kept, not where it led.
function whereWeStand(): string {
  const { PWD: walked = '' } = process.env
  const here = process.cwd()
  return isAbsolute(walked) && realpathOf(walked) === here ? walked : here
}

function realpathOf(folder: string): string | undefined {
  try {
    return realpathSync(folder)
  } catch {
    return undefined
  }
}

function folderOf(typed: string): string {
  const folder = resolve(whereWeStand(), typed)
  const found = statSync(folder, { throwIfNoEntry: false })
  if (!found) throw new HorariumError('usage', `There is no folder ${typed}.`)
  if (!found.isDirectory()) throw new HorariumError('usage', `${typed} is no folder; name the folder it is in.`)
  return folder
}
