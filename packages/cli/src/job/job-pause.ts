import { findJob, pauseJob, resumeJob } from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { addPauseOptions, type PauseOptions, readPause } from '../guard/pause-options.js'
import { writeListing } from './write-listing.js'

interface Options extends PauseOptions {
  readonly json?: true
}

/** `job:pause`: the calendar does not start the job for a while. */
export function addJobPause(cli: Cli): void {
  const command = cli.command({
    signature: 'job:pause <code>',
    summary: 'Keep the calendar from starting a job until an instant; it goes on by itself',
    heading: 'Jobs:',
    examples: [
      'job:pause colin_bootstrap_cron --until 2h --note "import running"',
      'job:pause mail --until 2026-12-01',
    ],
    details:
      'What falls due until then ends as skipped, with your name and the note. A run that goes on is left alone, and\n' +
      'people may still start the job. To stop it without an end, see job:disable.',
  })
  addPauseOptions(command)
    .option('--json', 'print the job as job:list --json shows it')
    .action((typed: string, options: Options) =>
      cli.withApp({ ...options, knowsHandlers: false }, async (app) => {
        const job = findJob(app.configuration().jobs, typed)
        const { said, ...wish } = readPause(options, app.clock.now())
        await pauseJob(app, job, wish)
        await writeListing(cli, app, { code: job.code, said: `Job ${job.code} is ${said}.`, ...options })
        return EXIT.fine
      }),
    )
}

/** `job:resume`: ends a pause before its time. */
export function addJobResume(cli: Cli): void {
  cli
    .command({
      signature: 'job:resume <code>',
      summary: 'End the pause of a job now',
      heading: 'Jobs:',
      examples: ['job:resume colin_bootstrap_cron'],
    })
    .option('--json', 'print the job as job:list --json shows it')
    .action((typed: string, options: { readonly json?: true }) =>
      cli.withApp({ ...options, knowsHandlers: false }, async (app) => {
        const job = findJob(app.configuration().jobs, typed)
        await resumeJob(app, job)
        await writeListing(cli, app, { code: job.code, said: `Job ${job.code} goes on.`, ...options })
        return EXIT.fine
      }),
    )
}
