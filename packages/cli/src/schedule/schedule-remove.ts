import { removeEntry } from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'

interface Options {
  readonly reason: string
  readonly json?: true
}

/** `schedule:remove`: takes an entry out of the timetable before it starts. */
export function addScheduleRemove(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'schedule:remove <id>',
      summary: 'Take an entry that has not started out of the timetable',
      heading: 'Timetable:',
      examples: ['schedule:remove nightly_report@20260131T220000Z --reason "no report on holidays"'],
      details:
        'One that was added by hand vanishes. An instant of the calendar does not: it ends as skipped, with who and why,\n' +
        'so that schedule:audit can still tell what became of it. A run is ended by schedule:kill.\n' +
        'Ends with 1 when it is running or has ended.',
    })
    .option('--reason <text>', 'why; kept with an instant of the calendar', '')
    .option('--json', 'print JSON')
    .action((id: string, options: Options) =>
      cli.withApp({ ...options, knowsHandlers: false }, async (app) => {
        const outcome = await removeEntry(app, id, options.reason)
        if (options.json) terminal.json({ id, outcome })
        else terminal.line(`${id} ${outcome === 'vanished' ? 'is removed' : 'will not run: it ended as skipped'}.`)
        return EXIT.fine
      }),
    )
}
