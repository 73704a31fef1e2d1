import {
  entryShape,
  findJob,
  isoOf,
  type JobReport,
  jobShape,
  reportJob,
  scheduleOf,
  type SettingListing,
  settingShape,
  type Shape,
  timezoneOf,
} from '@horarium/app'
import { maskParams, pauseReason } from '@horarium/core'
import type { Cli } from '../cli.js'
import { writeEntries } from '../entry-table.js'
import { EXIT } from '../exit-codes.js'
import { formatDistance, formatInstant } from '../instants.js'
import { writeProblems } from '../problem-list.js'
import { settingText } from '../setting-text.js'
import { type Column, writeFields, writeHeading, writeTable } from '../table.js'
import type { Terminal } from '../terminal.js'
import { policyFields } from './policy-fields.js'

/** `job:show`: everything known of one job. */
export function addJobShow(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'job:show <code>',
      summary: 'Show everything known of a job: where it comes from, its settings, its last runs, its next',
      heading: 'Jobs:',
      examples: ['job:show colin_bootstrap_cron', 'job:show ColinBootstrapCron --json'],
    })
    .option('--json', 'print JSON')
    .action((typed: string, options: { readonly json?: true }) =>
      cli.withApp(options, async (app) => {
        const report = await reportJob(app, findJob(app.configuration().jobs, typed))
        if (options.json) terminal.json(shapeOf(report))
        else write(terminal, report, app.clock.now())
        return EXIT.fine
      }),
    )
}

function shapeOf({ listing, settings, recent, next, gaps }: JobReport): Shape {
  const { description, cronExpr, configPath, calendar, module, file, line, params, problems } = listing.definition
  const { targets, policy } = listing.definition
  return {
    ...jobShape(listing),
    description: description ?? null,
    cronExpr: cronExpr ?? null,
    configPath: configPath ?? null,
    every: calendar?.kind === 'every' ? calendar.seconds : null,
    module,
    file,
    line,
    params: maskParams(params),
    targets: targets ?? null,
    policy,
    problems,
    settings: settings.map(settingShape),
    recent: recent.map(entryShape),
    next: next.map(isoOf),
    gaps: gaps.map(({ from, to, count, reason }) => ({ from: isoOf(from), to: isoOf(to), count, reason })),
  }
}

const SETTING_COLUMNS: readonly Column<SettingListing>[] = [
  { title: 'path', of: ({ path }) => path },
  { title: 'value', of: settingText },
  { title: 'origin', of: ({ origin }) => origin },
  { title: 'source', of: ({ source }) => source },
]

const GAP_COLUMNS: readonly Column<JobReport['gaps'][number]>[] = [
  { title: 'after (UTC)', of: ({ from }) => formatInstant(from) },
  { title: 'until (UTC)', of: ({ to }) => formatInstant(to) },
  { title: 'instants', of: ({ count }) => String(count), align: 'right' },
  { title: 'reason', of: ({ reason }) => reason },
]

function write(terminal: Terminal, { listing, settings, recent, next, gaps }: JobReport, now: number): void {
  writeDefinition(terminal, listing)
  writeHeading(terminal, 'Settings')
  writeSettings(terminal, settings, listing.definition.group)
  writeHeading(terminal, 'Last entries')
  writeEntries(terminal, recent, 'None yet.')
  writeHeading(terminal, 'Next runs (UTC)')
  if (next.length === 0) terminal.line('None that can be foreseen.')
  for (const at of next) terminal.line(`${formatInstant(at)}  ${formatDistance(at, now)}`)
  if (gaps.length === 0) return
  writeHeading(terminal, 'Gaps, instants that passed while nothing ran')
  writeTable(terminal, gaps, { columns: GAP_COLUMNS, empty: '' })
}

// Two dozen rows that nobody has touched would hide those that somebody has.
function writeSettings(terminal: Terminal, settings: JobReport['settings'], group: string): void {
  const said = settings.filter(({ origin }) => origin !== 'default')
  if (said.length > 0) writeTable(terminal, said, { columns: SETTING_COLUMNS, empty: '' })
  terminal.line(`${settings.length - said.length} at their defaults: horarium config:list --group ${group}`)
}

function writeDefinition(terminal: Terminal, { definition: job, pause }: JobReport['listing']): void {
  const params = Object.entries(maskParams(job.params)).map(([name, value]) => `${name}=${value}`)
  terminal.line(terminal.paint('bold', job.code))
  writeFields(terminal, [
    ['label', job.label],
    ['description', job.description],
    ['status', job.status],
    ['paused', pause && pauseReason(pause).replace(/^paused /, '')],
    ['group', job.movedFrom === undefined ? job.group : `${job.group} (in the XML: ${job.movedFrom})`],
    ['schedule', scheduleOf(job) ?? 'by hand'],
    ['from', job.configPath],
    ['timezone', timezoneOf(job) ?? undefined],
    ['handler', job.handler],
    ['module', job.module],
    ['declared', `${job.file}:${job.line}`],
    ['params', params.join(' ')],
    ['targets', job.targets],
    ...policyFields(job.policy),
  ])
  if (job.problems.length === 0) return
  writeHeading(terminal, 'Problems')
  writeProblems(terminal, job.problems)
}
