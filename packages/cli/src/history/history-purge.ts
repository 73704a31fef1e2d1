import { findJob, isoOf, type PurgedHistory, purgeHistory, type Shape } from '@horarium/app'
import { InvalidArgumentError } from 'commander'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { formatInstant } from '../instants.js'
import { collect, parseAmount, parseWhole } from '../option-values.js'
import { listenForStop } from '../stop-signals.js'
import { writeFields } from '../table.js'

interface Options {
  readonly days: number
  readonly keep: number
  readonly job?: readonly string[]
  readonly dryRun?: true
  readonly json?: true
}

const DEFAULT_DAYS = 15
const MAX_DAYS = 36_500

/** `history:purge`: forgets finished entries by age. */
export function addHistoryPurge(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'history:purge',
      summary: 'Forget finished entries older than some days, whatever the lifetimes say',
      heading: 'History:',
      examples: [
        'history:purge --days 30 --dry-run',
        'history:purge --days 0 --keep 10',
        'history:purge --job colin_bootstrap_cron',
      ],
      details: 'Waiting and running entries are never touched. Old history goes by itself, as the settings say.',
    })
    .option('--days <number>', 'entries that finished longer ago go', parseDays, DEFAULT_DAYS)
    .option('--keep <number>', 'the newest of each job that stay whatever their age', parseWhole, 0)
    .option('--job <code>', 'of this job only; may be repeated', collect)
    .option('--dry-run', 'only tell how many would go')
    .option('--json', 'print JSON')
    .action((options: Options) => {
      const signal = listenForStop()
      return cli.withApp({ ...options, knowsHandlers: false }, async (app) => {
        const { days, keep, dryRun = false } = options
        const jobs = options.job?.map((typed) => findJob(app.configuration().jobs, typed).code)
        const onProgress = (purged: number): void => terminal.progress(`${purged} entries`)
        const purged = await purgeHistory(app, { days, keep, dryRun, ...(jobs ? { jobs } : {}), onProgress, signal })
        terminal.progress('')
        if (options.json) terminal.json(shapeOf(purged, options))
        else if (dryRun) writeFields(terminal, fieldsOf(shapeOf(purged, options)))
        else terminal.line(`Purged ${countText(purged)} that finished by ${formatInstant(purged.cutoff)} UTC.`)
        return signal.aborted ? EXIT.failed : EXIT.fine
      })
    })
}

function parseDays(text: string): number {
  const days = parseAmount(text)
  if (days > MAX_DAYS) throw new InvalidArgumentError(`Write a number of days up to ${MAX_DAYS}.`)
  return days
}

function shapeOf({ count: purged, cutoff }: PurgedHistory, { days, keep, dryRun }: Options): Shape {
  const count = dryRun ? { wouldDeleteCount: purged } : { deletedCount: purged }
  return { ...count, cutoffDate: isoOf(cutoff), retentionDays: days, keep }
}

function fieldsOf(shape: Shape): readonly (readonly [string, string])[] {
  return Object.entries(shape).map(([name, value]) => [name, String(value)])
}

function countText({ count: purged }: PurgedHistory): string {
  return purged === 1 ? '1 entry' : `${purged} entries`
}
