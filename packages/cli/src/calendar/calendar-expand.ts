import { createInterface } from 'node:readline'
import { expandCalendar, type Expansion, isoOf, parseInstant } from '@horarium/app'
import { type CalendarSpec, type Dialect, DIALECTS, HorariumError } from '@horarium/core'
import { Option } from 'commander'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { formatInstant, formatLocal } from '../instants.js'
import type { Terminal } from '../terminal.js'
import { expandLine } from './expand-line.js'

interface Options {
  readonly dialect: Dialect
  readonly timezone: string
  readonly seed: string
  readonly from?: string
  readonly to?: string
  readonly stdin?: true
  readonly json?: true
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** `calendar:expand`: the instants of an expression, which need not be any job's. */
export function addCalendarExpand(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'calendar:expand [expression]',
      summary: 'Tell the instants of an expression in any dialect and zone; needs no Redis',
      heading: 'Calendar:',
      examples: [
        "calendar:expand '30 2 * * *' --timezone Europe/Paris --from 2026-03-28 --to 2026-03-31",
        "calendar:expand '1-59/2 * * * *' --dialect magento1 --from 2026-01-31T10:00 --to +1h --json",
        'calendar:expand --stdin < questions.jsonl',
      ],
      details:
        'With --stdin, each line read is a JSON object {"id","expr","dialect","timezone","from","to"}: from inclusive, to\n' +
        'exclusive, in minutes since 1970. Each line answered is {"id","minutes":[...]} or {"id","error":{"message"}}.\n' +
        'At most ten years at once.',
    })
    .addOption(new Option('--dialect <dialect>', 'how it is read').choices(DIALECTS).default('standard'))
    .option('--timezone <zone>', 'an IANA zone', 'UTC')
    .option('--seed <code>', 'the job code that H is drawn from', '')
    .option('--from <instant>', 'the first instant: ISO, UTC')
    .option('--to <instant>', 'where to stop: ISO, UTC, or relative to --from; a day later unless told')
    .option('--stdin', 'answer questions from standard input')
    .option('--json', 'print JSON: minutes since 1970')
    .action(async (expression: string | undefined, options: Options) => {
      if ((expression === undefined) === !options.stdin) {
        throw new HorariumError('usage', 'Name an expression, in quotes, or ask with --stdin.')
      }
      if (expression === undefined) await answerLines(terminal)
      else await answer(terminal, expression, options)
      cli.exitCode = EXIT.fine
    })
}

// One line after the other, each gone before the next is worked out.
async function answerLines(terminal: Terminal): Promise<void> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (terminal.readerGone.aborted) return
    if (line.trim() === '') continue
    terminal.line(expandLine(line))
    await terminal.flush()
  }
}

async function answer(terminal: Terminal, expression: string, options: Options): Promise<void> {
  const { dialect, timezone, seed, json } = options
  const spec: CalendarSpec = { kind: 'expression', expression, dialect, timezone, seed }
  const window = windowOf(options)
  const expansion = expandCalendar({ spec, ...window })
  if (json) {
    const { words, warnings, days } = expansion
    const minutes = [...days].flat().map((instant) => Math.ceil(instant / MINUTE_MS))
    const [from, to] = [isoOf(window.from), isoOf(window.to)]
    terminal.json({ expression, dialect, timezone, from, to, words, warnings, minutes })
  } else await write(terminal, expansion, timezone)
}

// No store, no clock: relative to now means nothing here.
function windowOf({ from, to }: Options): { readonly from: number; readonly to: number } {
  if (from === undefined) throw new HorariumError('usage', 'Name the first instant: --from 2026-01-31.')
  if (/^(now|[+-].*)$/.test(from.trim())) {
    throw new HorariumError(
      'usage',
      `--from ${from} is relative, and without Redis there is no clock; write an instant.`,
    )
  }
  const start = parseInstant(from, 0)
  return { from: start, to: to === undefined ? start + DAY_MS : parseInstant(to, start) }
}

async function write(terminal: Terminal, { words, warnings, days }: Expansion, timezone: string): Promise<void> {
  for (const { message, remedy } of warnings) terminal.note(`warning: ${message}. ${remedy}`)
  terminal.line(words)
  let [count, offset] = [0, '']
  for (const day of days) {
    if (terminal.readerGone.aborted) return
    for (const instant of day) {
      const local = formatLocal(instant, timezone)
      const mark = count > 0 && local.offset !== offset ? '  clocks changed' : ''
      terminal.line(`${formatInstant(instant)} UTC  ${local.time} ${local.offset}${mark}`)
      offset = local.offset
      count += 1
    }
    await terminal.flush()
  }
  if (count === 0) terminal.line('It has no instant in that time.')
}
