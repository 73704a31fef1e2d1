import type { Command } from 'commander'
import type { Cli } from '../cli.js'
import { parseAmount } from '../option-values.js'
import { writeBanner } from './banner.js'
import { addGroupOptions, choiceOf, type GroupOptions } from './group-options.js'
import { type NodeWords, runNode } from './run-node.js'
import { addListenOptions, type ListenOptions, serviceOpener } from './service-options.js'

/** What `start` and `dev` may be told. */
export interface StartOptions extends GroupOptions, ListenOptions {
  readonly grace: number
}

const WATCH_MS = 500

/** `start`: everything in one command. */
export function addStart(cli: Cli): void {
  const command = cli.command({
    signature: 'start',
    summary: 'Start everything: find or start Redis, write the timetable, run what is due, clean up, answer over HTTP',
    heading: 'Processes:',
    examples: ['start', 'start --project /srv/shop --grace 120', 'start --log-level debug'],
    details:
      'Ctrl-C or SIGTERM stops it: no further run begins, those that go on get the grace time, then they are asked\n' +
      'to end. A second signal ends it at once. A broken job is told and left out; the others run.',
  })
  addStartOptions(command)
    .option('--watch', 'look twice a second whether XML or site file have changed, instead of every few seconds')
    .action(async ({ watch, ...options }: StartOptions & { readonly watch?: true }) =>
      runNode(cli, { ...(await startWords(cli, options)), ...(watch ? { lookEveryMs: WATCH_MS } : {}) }),
    )
}

export function addStartOptions(command: Command): Command {
  return addListenOptions(addGroupOptions(command))
    .option('--no-http', 'answer nobody over HTTP')
    .option('--grace <seconds>', 'how long runs may go on when it is stopped', parseAmount, 30)
}

/** The node that these options ask for. */
export async function startWords({ terminal }: Cli, options: StartOptions): Promise<NodeWords> {
  const { grace, port, host, http, ...groups } = options
  return {
    graceMs: grace * 1_000,
    groups: choiceOf(groups),
    openService: await serviceOpener({
      host,
      ...(port === undefined ? {} : { port }),
      ...(http === false ? { http } : {}),
    }),
    onOpen: (app, _, service) => writeBanner(app, terminal, service?.address),
  }
}
