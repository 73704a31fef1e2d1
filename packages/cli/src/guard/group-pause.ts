import { pauseGroup, resumeGroup } from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { addPauseOptions, type PauseOptions, readPause } from './pause-options.js'

/** `group:pause`: the calendar does not start the jobs of a group for a while. */
export function addGroupPause(cli: Cli): void {
  const command = cli.command({
    signature: 'group:pause <group>',
    summary: 'Keep the calendar from starting the jobs of a group until an instant; it goes on by itself',
    heading: 'Guards:',
    examples: ['group:pause index --until 2h --note "import running"', 'group:pause mail --until 2026-12-01'],
    details: 'What falls due until then ends as skipped, with your name and the note, as by job:pause.',
  })
  addPauseOptions(command).action((group: string, options: PauseOptions) =>
    cli.withApp({ knowsHandlers: false }, async (app) => {
      const { said, ...wish } = readPause(options, app.clock.now())
      await pauseGroup(app, group, wish)
      cli.terminal.line(`Group ${group} is ${said}.`)
      return EXIT.fine
    }),
  )
}

/** `group:resume`: ends that before its time. */
export function addGroupResume(cli: Cli): void {
  cli
    .command({
      signature: 'group:resume <group>',
      summary: 'End the pause of a group now',
      heading: 'Guards:',
      examples: ['group:resume index'],
    })
    .action((group: string) =>
      cli.withApp({ knowsHandlers: false }, async (app) => {
        await resumeGroup(app, group)
        cli.terminal.line(`Group ${group} goes on.`)
        return EXIT.fine
      }),
    )
}
