import { Cli } from '../../src/cli.js'
import { addCommands } from '../../src/commands.js'
import { Terminal } from '../../src/terminal.js'

/** What the command line has to say against words somebody wrote down; empty when it would take them. */
export function faultsOf(words: readonly string[]): readonly string[] {
  const cli = new Cli(new Terminal())
  addCommands(cli)
  try {
    return findFaults(cli, words)
  } catch (error) {
    return [`${words.join(' ')}: ${String(error)}`]
  }
}

function findFaults({ program }: Cli, words: readonly string[]): readonly string[] {
  const told = ['--help', '--version']
  const { operands, unknown } = program.parseOptions(words.filter((word) => !told.includes(word)))
  const [name, ...rest] = [...operands, ...unknown]
  if (name === undefined) return []
  const command = program.commands.find((one) => [one.name(), ...one.aliases()].includes(name))
  if (!command) return [`no command ${name}`]
  const parsed = command.parseOptions(rest)
  const most = command.registeredArguments.some(({ variadic }) => variadic)
    ? Infinity
    : command.registeredArguments.length
  const surplus = parsed.operands.slice(most)
  return [...parsed.unknown, ...surplus].map((word) => `${name}: ${word}`)
}

const WORD = /(?:'[^']*'|"[^"]*"|[^\s'"])+/g

/** The words of each `horarium ...` in a text's code: lines of it, and pieces between backticks. */
export function commandsIn(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n').filter((line) => /^(?: {4,}|\$ )/.test(line))
  const pieces = [...text.matchAll(/`(horarium [^`\n]+)`/g)].map(([, piece = '']) => piece)
  return [...lines, ...pieces].flatMap(wordsOf).filter((words) => words.length > 0)
}

// Up to a comment, a pipe or a redirection. What stands for a choice of words is no command.
function wordsOf(line: string): readonly (readonly string[])[] {
  const [, command] = /(?:^|\s)(?<!npm create )horarium ([a-z-][^#>&;]*)/.exec(line) ?? []
  if (command === undefined || /[[|…]|\.\.\.|\*(?!\s|\/)/.test(command.replace(/'[^']*'/g, ''))) return []
  const words = command.match(WORD) ?? []
  return [words.map((word) => word.replace(/^(['"])(.*)\1$/, '$2'))]
}
