import { type App, orphanWarnings } from '@horarium/app'
import type { Logger } from '@horarium/core'
import type { Cli } from '../cli.js'
import { parseAmount } from '../option-values.js'
import { summarise } from './banner.js'
import { addGroupOptions, choiceOf, type GroupOptions } from './group-options.js'
import { runNode } from './run-node.js'
import { type ListenOptions, probesOpener } from './service-options.js'

interface Options extends GroupOptions, ListenOptions {
  readonly grace: number
}

/** `worker`: the same as `start`, for a process manager. */
export function addWorker(cli: Cli): void {
  const command = cli.command({
    signature: 'worker',
    summary: 'Run one more worker process; any number may run, on any number of machines',
    heading: 'Processes:',
    examples: ['worker', 'worker --groups index,mail --grace 120', 'worker --port 9668'],
    details:
      'Workers on several machines need the same REDIS_URL and the same modules. Stops as start does.\n' +
      'With --groups it runs only their jobs; it looks after the timetable of every group all the same.\n' +
      'With --port it answers /livez, /readyz and /metrics, to anybody who can reach it; nothing can be changed there.',
  })
  addGroupOptions(command)
    .option('--grace <seconds>', 'how long runs may go on when it is stopped', parseAmount, 30)
    .option('--port <number>', 'answer probes and /metrics there')
    .option('--host <address>', 'where, with --port; beyond this machine only what others cannot reach', '127.0.0.1')
    .action(async ({ grace, port, host, ...groups }: Options) =>
      runNode(cli, {
        graceMs: grace * 1_000,
        groups: choiceOf(groups),
        openService: await probesOpener({ host, ...(port === undefined ? {} : { port }) }),
        onOpen: tellStart,
      }),
    )
}

function tellStart(app: App, log: Logger): void {
  log.info('worker started', summarise(app))
  for (const warning of orphanWarnings(app.configuration())) log.warn('override without its job', { warning })
}
