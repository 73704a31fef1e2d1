import { disableMaintenance, enableMaintenance } from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'

/** `maintenance:enable`: nothing is written ahead, released or run until it is disabled. */
export function addMaintenanceEnable(cli: Cli): void {
  cli
    .command({
      signature: 'maintenance:enable',
      summary: 'Write nothing ahead, release nothing and run nothing, until maintenance:disable',
      heading: 'Guards:',
      examples: ['maintenance:enable --note "moving the database"'],
      details:
        'Runs that go on are left alone; job:run needs --force, schedule:add is refused. What passes meanwhile is\n' +
        'accounted for afterwards: the newest instant of a job runs if it is not too old, the others say why not.',
    })
    .option('--note <text>', 'why', '')
    .action(({ note }: { readonly note: string }) =>
      cli.withApp({ knowsHandlers: false }, async (app) => {
        await enableMaintenance(app, note)
        cli.terminal.line('Maintenance: nothing is begun until maintenance:disable. Runs that go on are left alone.')
        return EXIT.fine
      }),
    )
}

/** `maintenance:disable`: everything goes on. */
export function addMaintenanceDisable(cli: Cli): void {
  cli
    .command({
      signature: 'maintenance:disable',
      summary: 'End the maintenance: everything goes on',
      heading: 'Guards:',
      examples: ['maintenance:disable'],
    })
    .action(() =>
      cli.withApp({ knowsHandlers: false }, async (app) => {
        await disableMaintenance(app)
        cli.terminal.line('The maintenance is over; everything goes on.')
        return EXIT.fine
      }),
    )
}
