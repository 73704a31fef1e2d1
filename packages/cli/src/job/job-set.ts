import { findJob, type JobWishes, setJob } from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { collect, parseParams } from '../option-values.js'
import { changedJobShape, writeChangedJob } from './changed-job.js'
import { addPolicyOptions, policySaid } from './policy-options.js'

interface Options extends Omit<JobWishes, 'params' | 'policy'> {
  readonly params: readonly string[]
  readonly dryRun?: true
  readonly json?: true
}

/** `job:set`: lays an admin's wishes over the XML of a job. */
export function addJobSet(cli: Cli): void {
  const { terminal } = cli
  const command = cli
    .command({
      signature: 'job:set <code>',
      summary: 'Change a job over its XML: schedule, group, parameters, how it is run; at once, for every process',
      heading: 'Jobs:',
      examples: [
        "job:set colin_bootstrap_cron --schedule '*/5 * * * *' --timezone Europe/Berlin",
        'job:set colin_bootstrap_cron --schedule 30 --dry-run',
        'job:set colin_bootstrap_cron --params log_file=other.log colour=red',
        'job:set colin_bootstrap_cron --overlap queue --timeout 10m --retries 3 --backoff 30s',
      ],
      details:
        'It survives a deployment, until job:reset. What would make the job invalid is refused whole. Pending entries\n' +
        'are withdrawn and written anew before the command ends; a run that goes on is left alone. What is set to the\n' +
        "empty text ('') the group's settings say again.",
    })
    .option('--schedule <when>', 'cron expression, word (hourly, daily, always ...) or seconds')
    .option('--timezone <zone>', 'zone of the expression, an IANA name')
    .option('--dialect <dialect>', 'how the expression is read: standard, magento1, magento2')
    .option('--group <name>', 'the group it runs in')
    .option('--label <text>', 'its name for people')
    .option('--description <text>', 'what it does')
    .option('--params <name=value...>', 'parameters, laid over those it has', collect, [])
  addPolicyOptions(command)
  command
    .option('--dry-run', 'only print what would change')
    .option('--json', 'print JSON')
    .action((typed: string, { params, dryRun, json, ...texts }: Options) =>
      cli.withApp(json ? { json } : {}, async (app) => {
        const job = findJob(app.configuration().jobs, typed)
        const given = params.length > 0 ? { params: parseParams(params) } : {}
        const wishes = { ...texts, ...given, policy: policySaid(command) }
        const changed = await setJob(app, job, { ...wishes, dryRun: dryRun ?? false })
        if (json) terminal.json(changedJobShape(changed))
        else writeChangedJob(terminal, changed)
        return EXIT.fine
      }),
    )
}
