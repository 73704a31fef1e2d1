import { type App, findJob, type JobParts, resetJob } from '@horarium/app'
import { jobPathOf } from '@horarium/core'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { changedJobShape, writeChangedJob } from './changed-job.js'
import { addPolicyNames, policyNamed } from './policy-options.js'

const PARTS = ['schedule', 'timezone', 'dialect', 'group', 'label', 'description'] as const

interface Options extends Partial<Readonly<Record<(typeof PARTS)[number], true>>> {
  readonly params?: readonly string[] | true
  readonly dryRun?: true
  readonly json?: true
}

/** `job:reset`: takes the overrides of a job away. */
export function addJobReset(cli: Cli): void {
  const { terminal } = cli
  const command = cli.command({
    signature: 'job:reset <code>',
    summary: 'Take overrides of a job away, so that its XML counts again; all of them unless parts are named',
    heading: 'Jobs:',
    examples: ['job:reset colin_bootstrap_cron', 'job:reset colin_bootstrap_cron --schedule --params log_file'],
    details:
      'Without a part it is as the modules have it, also enabled or paused. A job that is gone can be reset too.',
  })
  for (const part of PARTS) command.option(`--${part}`, `its ${part}`)
  addPolicyNames(command)
  command
    .option('--params [name...]', 'its parameters, or some of them')
    .option('--dry-run', 'only print what would change')
    .option('--json', 'print JSON')
    .action((typed: string, options: Options) =>
      cli.withApp(options.json ? { json: true } : {}, async (app) => {
        const { parts, params } = partsOf(options)
        const wanted = { parts: [...parts, ...policyNamed(command)], params, dryRun: options.dryRun ?? false }
        const changed = await resetJob(app, codeOf(app, typed), wanted)
        if (options.json) terminal.json(changedJobShape(changed))
        else writeChangedJob(terminal, changed)
        return EXIT.fine
      }),
    )
}

function partsOf({ params, ...options }: Options): JobParts {
  const named = PARTS.filter((part) => options[part])
  if (params === undefined || params === true) return { parts: params ? [...named, 'params'] : named, params: [] }
  return { parts: named, params }
}

// The overrides of a job outlive it.
function codeOf(app: App, typed: string): string {
  const { jobs, settings } = app.configuration()
  const isKnown = jobs.some(({ code }) => code === typed)
  const isLeft = settings.paths.some((path) => jobPathOf(path)?.code === typed)
  return isLeft && !isKnown ? typed : findJob(jobs, typed).code
}
