import { type App, entryDetails, followRunLog, oneLine, showEntry } from '@horarium/app'
import { type Entry, type FailedAttempt, maskParams } from '@horarium/core'
import type { Cli } from '../cli.js'
import { nextAttemptText, waitText } from '../entry-table.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { formatDuration, formatInstant } from '../instants.js'
import { logLine } from '../log-line.js'
import { listenForStop } from '../stop-signals.js'
import { writeFields, writeHeading, writeTable } from '../table.js'
import type { Terminal } from '../terminal.js'

/** `history:show`: one entry, whatever its status, with its result or error and its log. */
export function addHistoryShow(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'history:show <id>',
      summary: 'Show one entry: when it ran and where, its result or its error with the stack, its log',
      heading: 'History:',
      examples: [
        'history:show colin_bootstrap_cron@20260131T100500Z',
        'history:show ID --json',
        'history:show ID --follow',
      ],
      details: 'history:list and schedule:list show the ids.',
    })
    .option('--json', 'print JSON; of the log one object a line')
    .option('--log', 'only what it has logged')
    .option('--follow', 'the same, and what it goes on to log until it has ended')
    .action((id: string, options: Options) =>
      cli.withApp({ ...options, knowsHandlers: false }, async (app) => {
        if (options.follow ?? options.log) return followLog(app, id, { ...options, terminal })
        const { entry, log } = await showEntry(app, id)
        if (options.json) terminal.json(entryDetails(entry, log))
        else write(terminal, entry, log)
        return EXIT.fine
      }),
    )
}

interface Options {
  readonly json?: true
  readonly log?: true
  readonly follow?: true
}

async function followLog(
  app: App,
  id: string,
  { terminal, json, follow }: Options & { readonly terminal: Terminal },
): Promise<ExitCode> {
  const stop = AbortSignal.any([listenForStop(), terminal.readerGone])
  for await (const { entry, text, isWhole } of followRunLog(app, id, stop)) {
    for (const line of text.split('\n').filter(Boolean)) terminal.line(json ? line : logText(line))
    if (follow && isWhole && terminal.isPerson) terminal.note(`${entry.status}: ${oneLine(entry.reason ?? '')}`)
    if (!follow) break
  }
  return EXIT.fine
}

function write(terminal: Terminal, entry: Entry, log: string): void {
  terminal.line(terminal.paint('bold', oneLine(entry.id)))
  writeFields(terminal, [
    ['job', entry.jobCode],
    ['target', entry.target],
    ['group', entry.group],
    ['status', entry.status],
    ['reason', entry.reason],
    ['next', waitText(entry) ?? nextAttemptText(entry)],
    ['scheduled', instantText(entry.scheduledAt)],
    ['released', instantText(entry.releasedAt)],
    ['started', instantText(entry.startedAt)],
    ['finished', instantText(entry.finishedAt)],
    ['took', formatDuration(entry.durationMs)],
    ['attempt', entry.attempt === 0 ? undefined : String(entry.attempt)],
    ['worker', entry.worker],
    ['source', entry.author === undefined ? entry.source : `${entry.source}, by ${entry.author}`],
    ['asked by', entry.askedBy],
    ['params', paramsText(entry.params)],
    ['progress', entry.progress === undefined ? undefined : `${entry.progress} %`],
    ['message', entry.message],
    ['result', entry.result],
  ])
  if (entry.attempts) writeAttempts(terminal, entry.attempts)
  if (entry.error) writeError(terminal, entry.error)
  if (log !== '') writeLog(terminal, log)
}

function paramsText(params: Entry['params'] = {}): string | undefined {
  return Object.keys(params).length === 0 ? undefined : JSON.stringify(maskParams(params))
}

function writeAttempts(terminal: Terminal, attempts: readonly FailedAttempt[]): void {
  writeHeading(terminal, 'Failed attempts')
  writeTable(terminal, attempts, {
    columns: [
      { title: 'attempt', of: ({ attempt }) => String(attempt), align: 'right' },
      { title: 'started (UTC)', of: ({ startedAt }) => formatInstant(startedAt) },
      { title: 'took', of: ({ durationMs }) => formatDuration(durationMs), align: 'right' },
      { title: 'worker', of: ({ worker }) => worker },
      { title: 'reason', of: ({ reason }) => reason },
    ],
    empty: '',
  })
}

function writeError(terminal: Terminal, { name, message, stack }: NonNullable<Entry['error']>): void {
  writeHeading(terminal, 'Error')
  terminal.line(`  ${oneLine(name)}: ${oneLine(message)}`)
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  for (const frame of frames) terminal.line(`    ${oneLine(frame)}`)
}

function writeLog(terminal: Terminal, log: string): void {
  writeHeading(terminal, 'Log (UTC)')
  for (const line of log.split('\n').filter(Boolean)) terminal.line(`  ${logText(line)}`)
}

function logText(line: string): string {
  try {
    return logLine(JSON.parse(line) as Record<string, unknown>)
  } catch {
    return oneLine(line)
  }
}

function instantText(instant: number | undefined): string | undefined {
  return instant === undefined ? undefined : `${formatInstant(instant)} UTC`
}
