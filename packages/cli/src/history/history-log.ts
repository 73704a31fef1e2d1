import { type App, findJob, isoOf, type LoggedRun, type LogQuery, pageLogs, parseInstant } from '@horarium/app'
import { LOG_LEVELS, type LogLevel, type Status } from '@horarium/core'
import { Option } from 'commander'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { logLine } from '../log-line.js'
import { collect, parseCount, parseStatuses } from '../option-values.js'
import type { Terminal } from '../terminal.js'

const RAN: readonly Status[] = ['running', 'success', 'error', 'killed']
const DEFAULT_LIMIT = 20

interface Options {
  readonly job?: string
  readonly group?: string
  readonly status?: readonly string[]
  readonly from?: string
  readonly to?: string
  readonly words?: string
  readonly level?: LogLevel
  readonly limit: number
  readonly json?: true
}

/** `history:log`: what runs have logged, of one job or of all. */
export function addHistoryLog(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'history:log',
      summary: 'Show what the newest runs have logged, of one job or of all; the newest last',
      heading: 'History:',
      examples: [
        'history:log --job colin_bootstrap_cron',
        'history:log --level warn --from -1h',
        'history:log --words timeout --limit 100 --json',
      ],
      details: 'Of each run its last 8 KiB; history:show ID --log has all of it, and --follow goes on.',
    })
    .option('--job <code>', 'runs of one job')
    .option('--group <name>', 'runs of one group')
    .option('--status <status>', `${RAN.join(', ')} or all; repeatable, or separated by commas`, collect)
    .option('--from <instant>', 'of runs that ended then or later, of one job: scheduled; ISO, UTC, or relative: -2h')
    .option('--to <instant>', 'the same, then or earlier')
    .option('--words <text>', 'only lines with this text in them')
    .addOption(new Option('--level <level>', 'only lines as grave as this, or graver').choices([...LOG_LEVELS]))
    .option('--limit <number>', 'of how many runs at most', parseCount, DEFAULT_LIMIT)
    .option('--json', 'print one JSON object a line')
    .action((options: Options) =>
      cli.withApp({ ...options, knowsHandlers: false }, async (app) => {
        const runs = await newestRuns(app, queryOf(app, options))
        if (runs.length === 0 && !options.json) terminal.line('No run has logged anything that fits.')
        for (const run of runs.toReversed()) write(terminal, run, options)
        return EXIT.fine
      }),
    )
}

function queryOf(app: App, { job, from, to, status, group, words, level, limit }: Options): LogQuery {
  const now = app.clock.now()
  return {
    statuses: status ? parseStatuses(status, RAN) : RAN,
    jobCode: job === undefined ? undefined : findJob(app.configuration().jobs, job).code,
    group,
    from: from === undefined ? undefined : parseInstant(from, now),
    to: to === undefined ? undefined : parseInstant(to, now),
    words,
    level,
    limit,
  }
}

async function newestRuns(app: App, query: LogQuery): Promise<readonly LoggedRun[]> {
  const found: LoggedRun[] = []
  let { behind } = query
  do {
    const { runs, next } = await pageLogs(app, { ...query, behind })
    found.push(...runs)
    behind = next
  } while (behind && found.length < query.limit)
  return found.slice(0, query.limit)
}

function write(terminal: Terminal, { entry, lines, isCut }: LoggedRun, { json }: Options): void {
  const { id, jobCode, status, startedAt } = entry
  if (!json) terminal.line(terminal.paint('bold', `${id}  ${status}${isCut ? '  (its end)' : ''}`))
  for (const line of lines) {
    const said = JSON.parse(line) as Record<string, unknown>
    if (json) terminal.line(JSON.stringify({ entryId: id, jobCode, status, startedAt: isoOf(startedAt), ...said }))
    else terminal.line(`  ${logLine(said)}`)
  }
}
