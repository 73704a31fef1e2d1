import { pauseEverything, resumeEverything } from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { addPauseOptions, type PauseOptions, readPause } from './pause-options.js'

/** `cron:pause`: the calendar starts nothing for a while. */
export function addCronPause(cli: Cli): void {
  const command = cli.command({
    signature: 'cron:pause',
    summary: 'Keep the calendar from starting any job until an instant; everything goes on by itself',
    heading: 'Guards:',
    examples: ['cron:pause --until 2h --note "import running"'],
    details:
      'What falls due until then ends as skipped, with your name and the note. Runs that go on are left alone, and\n' +
      'people may still start jobs. To leave the timetable as it is meanwhile, see maintenance:enable.',
  })
  addPauseOptions(command).action((options: PauseOptions) =>
    cli.withApp({ knowsHandlers: false }, async (app) => {
      const { said, ...wish } = readPause(options, app.clock.now())
      await pauseEverything(app, wish)
      cli.terminal.line(`Everything is ${said}.`)
      return EXIT.fine
    }),
  )
}

/** `cron:resume`: ends that before its time. */
export function addCronResume(cli: Cli): void {
  cli
    .command({
      signature: 'cron:resume',
      summary: 'End the pause of everything now; groups and jobs that are paused themselves stay so',
      heading: 'Guards:',
      examples: ['cron:resume'],
    })
    .action(() =>
      cli.withApp({ knowsHandlers: false }, async (app) => {
        await resumeEverything(app)
        cli.terminal.line('Everything goes on.')
        return EXIT.fine
      }),
    )
}
