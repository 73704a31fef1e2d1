import { findJob, nextInstants } from '@horarium/app'
import type { JobDefinition } from '@horarium/core'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { formatDistance, formatInstant, isoOf } from '../instants.js'
import { parseCount } from '../option-values.js'
import { writeTable } from '../table.js'

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
      summary: 'Tell when a job runs next, from its calendar',
      heading: 'Jobs:',
      examples: ['job:next colin_bootstrap_cron', 'job:next colin_bootstrap_cron -n 20 --json'],
    })
    .option('-n, --count <number>', 'how many instants', parseCount, 10)
    .option('--json', 'print JSON: an array of instants')
    .action((typed: string, options: Options) =>
      cli.withApp(options, async (app) => {
        const job = findJob(app.configuration().jobs, typed)
        const instants = nextInstants(app, job.code, options.count)
        const now = app.clock.now()
        const columns = [
          { title: 'UTC', of: (at: number) => formatInstant(at) },
          { title: 'from now', of: (at: number) => formatDistance(at, now) },
        ]
        if (options.json) terminal.json(instants.map(isoOf))
        else writeTable(terminal, instants, { columns, empty: `Nothing can be foreseen: ${whyNot(job)}` })
        return EXIT.fine
      }),
    )
}

function whyNot({ code, status, calendar }: JobDefinition): string {
  if (status === 'disabled') return `job ${code} is disabled.`
  if (status === 'invalid') return `job ${code} is invalid; see validate.`
  return calendar === undefined ? `only people start job ${code}.` : `job ${code} runs at every pass, or never.`
}
