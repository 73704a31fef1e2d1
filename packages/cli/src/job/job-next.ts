import { findJob, isoOf, type PreviewedRun, previewJob } from '@horarium/app'
import type { JobDefinition } from '@horarium/core'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { formatDistance, formatInstant } from '../instants.js'
import { parseCount } from '../option-values.js'
import { type Column, writeTable } from '../table.js'
import type { Terminal } from '../terminal.js'

interface Options {
  readonly count: number
  readonly json?: true
}

/** `job:next`: the instants a job's calendar comes to next. */
export function addJobNext(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'job:next <code>',
      summary: 'Tell when a job runs next, in its own time and in UTC, what clock changes do, and whom it meets',
      heading: 'Jobs:',
      examples: ['job:next colin_bootstrap_cron', 'job:next colin_bootstrap_cron -n 20 --json'],
    })
    .option('-n, --count <number>', 'how many instants', parseCount, 10)
    .option('--json', 'print JSON: an array of instants')
    .action((typed: string, options: Options) =>
      cli.withApp(options, async (app) => {
        const job = findJob(app.configuration().jobs, typed)
        const { words, runs } = previewJob(app, job, options.count)
        if (options.json) terminal.json(runs.map(({ at }) => isoOf(at)))
        else write(terminal, job, { words, runs, now: app.clock.now() })
        return EXIT.fine
      }),
    )
}

interface Next {
  readonly words: string | undefined
  readonly runs: readonly PreviewedRun[]
  readonly now: number
}

function write(terminal: Terminal, job: JobDefinition, { words, runs, now }: Next): void {
  const zone = job.calendar?.kind === 'expression' ? job.calendar.timezone : undefined
  const local: Column<PreviewedRun> = { title: zone ?? '', of: localText }
  const columns: readonly Column<PreviewedRun>[] = [
    ...(zone === undefined || zone === 'UTC' ? [] : [local]),
    { title: 'UTC', of: ({ at }) => formatInstant(at) },
    { title: 'from now', of: ({ at }) => formatDistance(at, now) },
    ...(runs.some((run) => clockText(run) !== '') ? [{ title: 'clocks', of: clockText }] : []),
    ...(runs.some(({ meets }) => meets.length > 0) ? [{ title: 'meets', of: meetsText }] : []),
  ]
  if (runs.length > 0 && words !== undefined) terminal.line(`Job ${job.code} runs ${runsText(words)}.`)
  writeTable(terminal, runs, { columns, empty: `Nothing can be foreseen: ${whyNot(job)}` })
}

// What has no short wording is the expression itself.
function runsText(words: string): string {
  return /^(?:at|every) /.test(words) ? words : `by '${words}'`
}

function localText({ local }: PreviewedRun): string {
  if (!local) return ''
  const minutes = Math.round(Math.abs(local.offset) / 60_000)
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'))
  return `${formatInstant(local.wall)} ${local.offset < 0 ? '-' : '+'}${hour}:${minute}`
}

function clockText({ local, moved }: PreviewedRun): string {
  if (moved) return 'moved: the clocks jump over its time'
  return local?.pass === undefined ? '' : `${local.pass} of two passes`
}

const NAMED = 3

function meetsText({ meets }: PreviewedRun): string {
  const named = meets.slice(0, NAMED).join(', ')
  return meets.length > NAMED ? `${named} and ${meets.length - NAMED} more` : named
}

function whyNot({ code, status, calendar }: JobDefinition): string {
  if (status === 'disabled') return `job ${code} is disabled.`
  if (status === 'invalid') return `job ${code} is invalid; see validate.`
  return calendar === undefined ? `only people start job ${code}.` : `job ${code} runs at every pass, or never.`
}
