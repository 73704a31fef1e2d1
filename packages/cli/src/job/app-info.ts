import { type App, jobShape, listJobs } from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { writeFields } from '../table.js'
import type { Terminal } from '../terminal.js'
import { readVersion } from '../version.js'

interface Options {
  readonly jobs?: true
  readonly json?: true
}

/** `app-info`: what this installation is; `--jobs` lists the codes, one a line. */
export function addAppInfo(cli: Cli): void {
  cli
    .command({
      signature: 'app-info',
      summary: 'Tell what this installation is, or list its job codes, one a line',
      heading: 'Jobs:',
      examples: ['app-info', 'app-info --jobs', 'app-info --jobs --json'],
    })
    .option('--jobs', 'print every job code, one a line')
    .option('--json', 'print JSON; with --jobs the same as job:list --json')
    .action((options: Options) =>
      cli.withApp(options, async (app) => {
        if (options.jobs) await writeJobs(app, cli.terminal, options)
        else writeFacts(app, cli.terminal, options)
        return EXIT.fine
      }),
    )
}

async function writeJobs(app: App, terminal: Terminal, { json }: Options): Promise<void> {
  if (json) {
    terminal.json((await listJobs(app)).map(jobShape))
    return
  }
  const codes = app.configuration().jobs.map(({ code }) => code)
  for (const code of codes.toSorted()) terminal.line(code)
}

function writeFacts(app: App, terminal: Terminal, { json }: Options): void {
  const { modules, jobs, problems } = app.configuration()
  const facts = {
    version: readVersion(),
    node: process.version,
    project: app.project.directory,
    redis: app.lease.description,
    modules: modules.length,
    jobs: jobs.length,
    problems: problems.length,
  }
  if (json) terminal.json(facts)
  else
    writeFields(
      terminal,
      Object.entries(facts).map(([name, value]) => [name, String(value)] as const),
    )
}
