import { entryDetails, findJob, type JobRun, oneLine, runJob } from '@horarium/app'
import { type LogFields, type Logger, targetsIn } from '@horarium/core'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { formatDuration } from '../instants.js'
import { logLine } from '../log-line.js'
import { collect, parseParams } from '../option-values.js'
import { divertRuns } from '../process/run-events.js'
import { listenForStop } from '../stop-signals.js'
import type { Terminal } from '../terminal.js'

interface Options {
  readonly param: readonly string[]
  readonly targetId?: string
  readonly targetType?: string
  readonly force?: true
  readonly json?: true
}

/** `job:run`, also known as `run-job`: runs a job now, here. */
export function addJobRun(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'job:run <code>',
      summary: 'Run a job now, in this terminal, and tell how it ended',
      heading: 'Jobs:',
      examples: [
        'job:run colin_bootstrap_cron',
        'job:run ColinBootstrapCron --param log_file=once.log --json',
        'run-job colin-bootstrap-cron --target-type Mailbox --target-id 17',
      ],
      details:
        'A disabled job runs too. Ends with 1 when the run failed, or when the job is running already.\n' +
        'A job with targets is handed to all of them without --target-id; nodes that work run those entries.\n' +
        'The run is kept in the history as made by hand, with your name.',
    })
    .alias('run-job')
    .option('--param <name=value>', 'a parameter of this run; may be repeated', collect, [])
    .option('--target-id <id>', 'what the run is about: its parameter target_id, and the one of its targets')
    .option('--target-type <type>', 'of what kind that is: its parameter target_type')
    .option('--force', 'also in maintenance')
    .option('--json', 'print the entry with its result, error and log as JSON')
    .action((typed: string, options: Options) => {
      const params = paramsOf(options)
      const signal = listenForStop()
      const logger = foregroundLogger(cli.logger('warn'), options.json ? undefined : terminal)
      const onStray = (message: string): void =>
        terminal.note(`horarium: The handler left an error behind: ${oneLine(message)}`)
      return cli.withApp({ ...options, logger, onStray }, async (app) => {
        const job = findJob(app.configuration().jobs, typed)
        const run = await runJob(app, job, {
          params,
          ...(job.targets === undefined || options.targetId === undefined ? {} : { target: options.targetId }),
          signal,
          ...(options.force ? { force: true } : {}),
        })
        if (options.json) terminal.json(entryDetails(run.entry, run.log))
        else if (run.entry.status === 'success') terminal.line(successText(run))
        if (run.entry.status === 'success') return EXIT.fine
        terminal.note(`horarium: ${failureText(run)}`)
        return EXIT.failed
      })
    })
}

function paramsOf({ param, targetId, targetType }: Options): Readonly<Record<string, string>> {
  return {
    ...parseParams(param),
    ...(targetId === undefined ? {} : { target_id: targetId }),
    ...(targetType === undefined ? {} : { target_type: targetType }),
  }
}

// The handler's lines are what a person at the terminal wants to see; the end of the run is told by the command.
function foregroundLogger(log: Logger, terminal: Terminal | undefined): Logger {
  const logger = divertRuns(log, () => undefined)
  const at =
    (level: keyof Logger) =>
    (message: string, fields: LogFields = {}): void => {
      const { entryId, jobCode: _job, group, component: _component, ...own } = fields
      if (entryId === undefined || group === undefined) logger[level](message, fields)
      else terminal?.line(logLine({ ...(level === 'info' ? {} : { level }), message, ...own }))
    }
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') }
}

function successText({ entry: { jobCode, durationMs, message, handedTo, reason, result } }: JobRun): string {
  if (handedTo !== undefined)
    return `Job ${jobCode} was ${reason}: ${targetsIn(result === undefined ? {} : { result }).join(', ')}`
  return `Job ${jobCode} ran in ${formatDuration(durationMs)}${message ? `: ${oneLine(message)}` : '.'}`
}

function failureText({ entry: { id, jobCode, durationMs, status, reason } }: JobRun): string {
  const why = oneLine(reason ?? status)
  return `Job ${jobCode} failed after ${formatDuration(durationMs)}: ${why} (see history:show ${id})`
}
