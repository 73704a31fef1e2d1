import { type Configuration, configurationShape } from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { countProblems, plural, writeProblems } from '../problem-list.js'
import type { Terminal } from '../terminal.js'

/** `validate`: every problem in modules, settings and jobs, without Redis. */
export function addValidate(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'validate [dirs...]',
      summary: 'Check the XML, the handlers and the settings of all modules; needs no Redis',
      heading: 'Modules:',
      examples: ['validate', 'validate modules/Acme/Mail', 'validate --json'],
      details:
        'Folders given are read instead of those of the project: a folder of modules, or one module.\n' +
        'Ends with 2 when there is an error, with 0 when there are only warnings.',
    })
    .option('--json', 'print JSON')
    .action((roots: readonly string[], options: { readonly json?: true }) =>
      cli.withFiles({ ...options, roots }, (configuration) => {
        if (options.json) terminal.json(configurationShape(configuration))
        else write(terminal, configuration)
        return exitCodeFor(configuration)
      }),
    )
}

function write(terminal: Terminal, { modules, jobs, problems }: Configuration): void {
  writeProblems(terminal, problems)
  if (problems.length > 0) terminal.line()
  const found = countProblems(problems) || 'no problems'
  terminal.line(`${plural(modules.length, 'module')}, ${plural(jobs.length, 'job')}: ${found}.`)
}

function exitCodeFor({ problems }: Configuration): ExitCode {
  return problems.some(({ severity }) => severity === 'error') ? EXIT.wrong : EXIT.fine
}
