import { addEntry, entryShape, findJob, parseInstant, showEntry } from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { formatDistance, formatInstant } from '../instants.js'
import { collect, parseParams, parsePriority } from '../option-values.js'

interface Options {
  readonly at?: string
  readonly priority?: number
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
      details: 'It runs even when the job is disabled. To run a job now in this terminal, see job:run.',
    })
    .option('--at <instant>', 'when: ISO, UTC, or relative such as +10m; at once, unless told')
    .option('--priority <number>', 'of what waits in its lane the greatest goes first: -100 to 100', parsePriority)
    .option('--param <name=value>', 'a parameter of this run; may be repeated', collect, [])
    .option('--target <id>', 'for this one of its targets; without, for all its provider names then')
    .option('--json', 'print JSON')
    .action((typed: string, options: Options) =>
      cli.withApp(options, async (app) => {
        const { param, at, target, priority } = options
        const now = app.clock.now()
        const added = await addEntry(app, findJob(app.configuration().jobs, typed), {
          ...(at === undefined ? {} : { at: parseInstant(at, now) }),
          ...(param.length > 0 ? { params: parseParams(param) } : {}),
          ...(target === undefined ? {} : { target }),
          ...(priority === undefined ? {} : { priority }),
        })
        const { entry } = await showEntry(app, added)
        const { id, scheduledAt } = entry
        if (options.json) terminal.json(entryShape(entry))
        else
          terminal.line(
            `${id} is written down for ${formatInstant(scheduledAt)} UTC, ${formatDistance(scheduledAt, now)}.`,
          )
        return EXIT.fine
      }),
    )
}
