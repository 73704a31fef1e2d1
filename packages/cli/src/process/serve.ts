import type { Cli } from '../cli.js'
import { parseAmount } from '../option-values.js'
import { runNode } from './run-node.js'
import { addListenOptions, type ListenOptions, serviceOpener } from './service-options.js'

/** `serve`: only what answers over HTTP. */
export function addServe(cli: Cli): void {
  const command = cli.command({
    signature: 'serve',
    summary: 'Answer over HTTP and do nothing else; start does so too',
    heading: 'Processes:',
    examples: ['serve', 'serve --host 0.0.0.0 --port 8080      (needs a token: token:create)'],
    details:
      'Health, probes, jobs to run, start and stop, and an OpenAPI document at /api/v1/openapi.json. As long as no token\n' +
      'exists only this machine is answered; from the first one on every question but the probes needs one.\n' +
      'A job that is triggered runs here, unless it is asked for with ?async=1.',
  })
  addListenOptions(command)
    .option('--grace <seconds>', 'how long runs may go on when it is stopped', parseAmount, 30)
    .action(async ({ grace, ...listen }: ListenOptions & { readonly grace: number }) =>
      runNode(cli, {
        graceMs: grace * 1_000,
        groups: {},
        works: false,
        openService: await serviceOpener(listen),
        onOpen: (app, log, service) => {
          if (cli.terminal.isPerson) cli.terminal.line(`Listening at ${service?.address ?? ''}; Ctrl-C stops it.`)
          for (const { message, remedy } of app.configuration().problems) log.warn('problem', { message, remedy })
        },
      }),
    )
}
