import { type App, type GroupChoice, oneLine, type PassReport, requireChoice, runPass, showEntry } from '@horarium/app'
import { type Entry, HorariumError } from '@horarium/core'
import type { Cli } from '../cli.js'
import { nextAttemptText } from '../entry-table.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { formatDuration } from '../instants.js'
import { collectNames } from '../option-values.js'
import { listenForStop } from '../stop-signals.js'
import type { Terminal } from '../terminal.js'
import { choiceOf } from './group-options.js'
import { silentLogger } from './run-events.js'
import { openTelemetry } from './service-options.js'

interface Options {
  readonly group?: readonly string[]
  readonly excludeGroup?: readonly string[]
  readonly verbose?: true
  readonly quiet?: true
}

/** `cron:run`: one whole pass, for a system crontab. */
export function addCronRun(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'cron:run',
      summary: 'Make one whole pass: clean up, write ahead, run what is due, wait for it',
      heading: 'Processes:',
      examples: ['cron:run -v', 'cron:run --group index', '--project /srv/shop cron:run    (in a crontab: * * * * *)'],
      details:
        'Says nothing unless a run failed, and then ends with 1; one line when a pause, a maintenance or the environment\n' +
        'guard holds jobs, and then with 0. Safe every minute, every 15 seconds, twice at once, and beside workers:\n' +
        'whatever another process does is not done twice.',
    })
    .option('-v, --verbose', 'a line for each entry, and one for the pass')
    .option('-q, --quiet', 'say nothing at all, whatever happens; the exit code tells')
    .option('--group <name>', 'only the jobs of this group; may be repeated', collectNames)
    .option('--exclude-group <name>', 'all but the jobs of this group; may be repeated', collectNames)
    .action((options: Options) => {
      if (options.quiet) terminal.silence()
      else terminal.keepAnswerClean(options.verbose ? 'to standard error' : 'away')
      const signal = listenForStop()
      let strays = 0
      const onStray = (message: string): void => {
        strays += 1
        terminal.note(`horarium: A handler left an error behind: ${oneLine(message)}`)
      }
      const logger = cli.wantsLog ? cli.logger('info') : silentLogger
      return cli.withApp({ logger, onStray, ...(options.verbose ? {} : { quiet: true }) }, async (app) => {
        const groups = choiceOf({ groups: options.group, excludeGroups: options.excludeGroup })
        requireChoice(app.configuration(), groups)
        const report = await runTold(app, signal, groups)
        const failed = await tell(app, report, { terminal, verbose: options.verbose ?? false })
        if (signal.aborted) throw new HorariumError('conflict', 'The pass was interrupted.')
        return strays > 0 ? EXIT.failed : failed
      })
    })
}

async function runTold(app: App, signal: AbortSignal, groups: GroupChoice): Promise<PassReport> {
  const telemetry = await openTelemetry(app, false)
  try {
    return await runPass(app, signal, groups)
  } finally {
    await telemetry?.close()
  }
}

async function tell(
  app: App,
  { executions, written, purged, guards }: PassReport,
  { terminal, verbose }: { readonly terminal: Terminal; readonly verbose: boolean },
): Promise<ExitCode> {
  if (guards.length > 0) terminal.line(`guarded: ${guards.join('; ')}`)
  let failures = 0
  for (const [id, execution] of executions) {
    const failed = execution === 'error' || execution === 'fenced'
    if (failed) failures += 1
    if (!failed && !verbose) continue
    const line = lineOf(id, execution, await find(app, id))
    if (failed) terminal.note(`horarium: ${line}`)
    else terminal.line(line)
  }
  const counts = { received: executions.size, failed: failures, written, purged }
  if (verbose)
    terminal.line(
      `pass: ${Object.entries(counts)
        .map(([name, count]) => `${count} ${name}`)
        .join(', ')}`,
    )
  return failures > 0 ? EXIT.failed : EXIT.fine
}

function lineOf(id: string, execution: string, entry: Entry | undefined): string {
  if (execution === 'fenced') return `${id} lost its lease; its outcome was refused.`
  if (execution === 'left') return `${id} left to another process.`
  const took = entry?.durationMs === undefined ? '' : ` in ${formatDuration(entry.durationMs)}`
  const reason = entry && (entry.reason ?? nextAttemptText(entry))
  const why = execution === 'success' || !reason ? '' : `: ${oneLine(reason)}`
  return `${id} ${execution}${took}${why}`
}

// With a history of no length it may be purged before it is told.
async function find(app: App, id: string): Promise<Entry | undefined> {
  try {
    return (await showEntry(app, id)).entry
  } catch {
    return undefined
  }
}
