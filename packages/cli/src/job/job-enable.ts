import { findJob, sayEntries, setJobActive } from '@horarium/app'
import type { JobDefinition } from '@horarium/core'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { writeListing } from './write-listing.js'

/** `job:enable`: the calendar starts the job again. */
export function addJobEnable(cli: Cli): void {
  addSwitch(cli, {
    name: 'job:enable',
    summary: 'Let the calendar start a job again',
    active: true,
  })
}

/** `job:disable`: the calendar no longer starts the job; people still may. */
export function addJobDisable(cli: Cli): void {
  addSwitch(cli, {
    name: 'job:disable',
    summary: 'Stop the calendar from starting a job; a run that goes on is left alone',
    active: false,
  })
}

interface Switch {
  readonly name: string
  readonly summary: string
  readonly active: boolean
}

function addSwitch(cli: Cli, { name, summary, active }: Switch): void {
  const { terminal } = cli
  cli
    .command({
      signature: `${name} <code>`,
      summary,
      heading: 'Jobs:',
      examples: [`${name} colin_bootstrap_cron`],
      details: 'It holds at once, for every process, and until it is changed again.',
    })
    .option('--json', 'print the job as job:list --json shows it')
    .action((typed: string, options: { readonly json?: true }) =>
      cli.withApp(options, async (app) => {
        const { code } = findJob(app.configuration().jobs, typed)
        const entries = await setJobActive(app, findJob(app.configuration().jobs, code), active)
        const text = `Job ${code} is ${active ? 'enabled' : 'disabled'}; ${sayEntries(active, entries)}.`
        const listing = await writeListing(cli, app, { code, said: text, ...options })
        if (listing?.definition.status === 'invalid') terminal.note(`horarium: ${faultOf(listing.definition)}`)
        return EXIT.fine
      }),
    )
}

function faultOf({ code, problems }: JobDefinition): string {
  const found = problems.find(({ severity }) => severity === 'error')
  return `Job ${code} is invalid and cannot run: ${found ? `${found.message}. ${found.remedy}` : 'see validate.'}`
}
