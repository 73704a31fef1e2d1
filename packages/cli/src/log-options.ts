import { LOG_LEVELS_FORM, type LogLevelWish, parseLogLevels } from '@horarium/core'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { parseCount } from './option-values.js'

export interface LogChoice {
  readonly logLevel?: LogLevelWish
  readonly logFile?: string
  /** MiB. */
  readonly logSize: number
  readonly logKeep: number
}

/** Adds what every command may be told of the process log. */
export function addLogOptions(program: Command): Command {
  const level = new Option('--log-level <levels>', 'what the process log tells: info, or warn,engine=debug')
  const file = new Option('--log-file <file>', 'where it is kept, instead of standard error')
  const size = new Option('--log-size <MiB>', 'a log file that has grown so large is set aside')
  const keep = new Option('--log-keep <files>', 'how many are set aside: FILE.1, FILE.2 ...')
  return program
    .addOption(level.env('HORARIUM_LOG_LEVEL').argParser(parseLevels))
    .addOption(file.env('HORARIUM_LOG_FILE'))
    .addOption(size.env('HORARIUM_LOG_SIZE').argParser(parseCount).default(10))
    .addOption(keep.env('HORARIUM_LOG_KEEP').argParser(parseCount).default(5))
}

function parseLevels(text: string): LogLevelWish {
  const wish = parseLogLevels(text)
  if (!wish) throw new InvalidArgumentError(`Write ${LOG_LEVELS_FORM}.`)
  return wish
}
