import { reloadFiles } from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { countProblems } from '../problem-list.js'

/** `reload`: every process reads its files again. */
export function addReload(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'reload',
      summary: 'Let every process read XML and site file again, now',
      heading: 'Processes:',
      examples: ['reload'],
      details:
        'They notice changed files by themselves within seconds; this is for whoever cannot wait, or has built a\n' +
        'handler that was missing. Files that bring a new error are refused whole; the log of each process says why.\n' +
        'While processes with other files run elsewhere, those of this folder count from now on.\n' +
        'One process alone does the same on SIGHUP. Runs that go on keep their code; those begun later have the new.',
    })
    .option('--json', 'print JSON')
    .action((options: { readonly json?: true }) =>
      cli.withApp(options, async (app) => {
        await reloadFiles(app)
        const { problems, jobs } = app.configuration()
        if (options.json) terminal.json({ asked: true, jobs: jobs.length, problems })
        else
          terminal.line(`Every process reads its files again. From here: ${countProblems(problems) || 'no problems'}.`)
        return EXIT.fine
      }),
    )
}
