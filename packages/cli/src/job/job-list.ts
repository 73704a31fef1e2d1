import { type JobListing, jobShape, listJobs, orphanWarnings, scheduleOf, timezoneOf } from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { formatInstant } from '../instants.js'
import { writeFailing } from './failing-jobs.js'
import { type Column, writeTable } from '../table.js'

const COLUMNS: readonly Column<JobListing>[] = [
  { title: 'code', of: ({ definition }) => definition.code },
  { title: 'group', of: ({ definition }) => definition.group },
  { title: 'schedule', of: ({ definition }) => scheduleOf(definition) ?? 'by hand' },
  { title: 'timezone', of: ({ definition }) => timezoneOf(definition) ?? '' },
  {
    title: 'status',
    of: ({ definition, pause }) => (pause ? `paused until ${formatInstant(pause.until)}` : definition.status),
  },
  { title: 'last', of: ({ lastStatus }) => lastStatus ?? '' },
  { title: 'last run (UTC)', of: ({ lastRunAt }) => formatInstant(lastRunAt) },
  { title: 'next run (UTC)', of: ({ nextRunAt }) => formatInstant(nextRunAt) },
]

/** `job:list`: every job, how it stands, when it ran and runs again. */
export function addJobList(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'job:list',
      summary: 'List every job with its schedule, its last run and its next',
      heading: 'Jobs:',
      examples: ['job:list', 'job:list --json', 'job:list --failing'],
      details: 'A job that is invalid is listed too; validate tells what is wrong with it.',
    })
    .option('--json', 'print JSON')
    .option(
      '--failing',
      'only jobs whose last run that finished is an error, with the reason; ends with 1 if there are any',
    )
    .action((options: { readonly json?: true; readonly failing?: true }) =>
      cli.withApp(options, async (app) => {
        if (options.failing) return writeFailing(terminal, app, options.json)
        const jobs = await listJobs(app)
        if (options.json) terminal.json(jobs.map(jobShape))
        else writeTable(terminal, jobs, { columns: COLUMNS, empty: 'No module declares a job. See module:list.' })
        for (const warning of orphanWarnings(app.configuration())) terminal.note(`horarium: Warning: ${warning}`)
        return EXIT.fine
      }),
    )
}
