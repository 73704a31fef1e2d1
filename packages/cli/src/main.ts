import { oneLine } from '@horarium/app'
import { didYouMean, sentenceOf } from '@horarium/core'
import { CommanderError } from 'commander'
import { Cli } from './cli.js'
import { addCommands } from './commands.js'
import { loadEnvironmentFile } from './environment-file.js'
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.js'
import { Terminal } from './terminal.js'

/** Runs one command line; answers the exit code. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  const terminal = new Terminal()
  const cli = new Cli(terminal)
  addCommands(cli)
  const exitCode = await runCommand(cli, argv)
  await terminal.flush()
  return exitCode
}

async function runCommand(cli: Cli, argv: readonly string[]): Promise<ExitCode> {
  try {
    loadEnvironmentFile(argv)
    await cli.program.parseAsync(argv, { from: 'user' })
    return cli.exitCode
  } catch (thrown) {
    if (thrown instanceof CommanderError) return reportUsage(cli, thrown)
    cli.terminal.note(`horarium: ${oneLine(sentenceOf(thrown))}`)
    if (cli.wantsEverything && thrown instanceof Error) cli.terminal.note(stackOf(thrown))
    return exitCodeOf(thrown)
  }
}

const ANSWERED = ['commander.helpDisplayed', 'commander.version']

function reportUsage({ program, terminal }: Cli, { code, message, exitCode }: CommanderError): ExitCode {
  if (ANSWERED.includes(code) || exitCode === 0) return EXIT.fine
  // Called without a command: the help stands on standard error already.
  if (code === 'commander.help') return EXIT.wrong
  const typed = program.args[0] ?? ''
  const names = program.commands.flatMap((command) => [command.name(), ...command.aliases()])
  const sentence =
    code === 'commander.unknownCommand'
      ? `No command '${typed}'.${didYouMean(typed, names)} See horarium --help.`
      : `${asSentence(message)} See horarium ${names.includes(typed) ? `${typed} ` : ''}--help.`
  terminal.note(`horarium: ${oneLine(sentence)}`)
  return EXIT.wrong
}

function asSentence(message: string): string {
  const text = message.replace(/^error: /, '')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by ${stackOf(error.cause)}` : ''
  return `${error.stack ?? error.message}${cause}`
}
