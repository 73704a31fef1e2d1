import { addEntry, findJob, showEntry } from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { formatDistance, formatInstant, parseInstant } from '../instants.js'
import { collect, parseParams } from '../option-values.js'
import { entryShape } from '../shapes.js'

interface Options {
  readonly at: string
  readonly param: readonly string[]
  readonly target?: string
  readonly json?: true
}

/** `schedule:add`: writes one entry by hand. */
export function addScheduleAdd(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'schedule:add <code>',
      summary: 'Write one entry of a job by hand, beside those of its calendar',
      heading: 'Timetable:',
      examples: [
        'schedule:add colin_bootstrap_cron --at +10m',
        'schedule:add colin_bootstrap_cron --at 2026-01-31T22:00 --param log_file=once.log',
      ],
      details: 'It runs even when the job is disabled. To run a job now, see job:run.',
    })
    .requiredOption('--at <instant>', 'when: ISO, UTC, or relative such as +10m')
    .option('--param <name=value>', 'a parameter of this run; may be repeated', collect, [])
    .option('--target <id>', 'for this one of its targets; without, for all its provider names then')
    .option('--json', 'print JSON')
    .action((typed: string, options: Options) =>
      cli.withApp(options, async (app) => {
        const params = parseParams(options.param)
        const job = findJob(app.configuration().jobs, typed)
        const now = app.clock.now()
        const at = parseInstant(options.at, now)
        const id = await addEntry(app, job, {
          at,
          ...(options.param.length > 0 ? { params } : {}),
          ...(options.target === undefined ? {} : { target: options.target }),
        })
        if (options.json) terminal.json(entryShape((await showEntry(app, id)).entry))
        else terminal.line(`${id} is written down for ${formatInstant(at)} UTC, ${formatDistance(at, now)}.`)
        return EXIT.fine
      }),
    )
}
