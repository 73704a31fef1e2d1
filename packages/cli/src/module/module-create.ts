import { relative } from 'node:path'
import { createModule, type Neighbours, oneLine, planModule, type PlannedModule, readNeighbours } from '@horarium/app'
import { DIALECTS, HorariumError } from '@horarium/core'
import { Option } from 'commander'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { writeFields, writeHeading } from '../table.js'
import type { Terminal } from '../terminal.js'
import type { ModuleAnswers, ModuleWish } from './module-questions.js'

interface Options extends Omit<ModuleWish, 'name' | 'jobCode'> {
  readonly job?: string
  readonly yes?: true
  readonly json?: true
}

const EXAMPLE = "module:create Acme_Shop --job acme_shop_import --schedule '*/10 * * * *'"

/** `module:create`: a module that runs as it is written, to go on from. */
export function addModuleCreate(cli: Cli): void {
  cli
    .command({
      signature: 'module:create [name]',
      summary: 'Write a new module with one job: XML, handler, test; needs no Redis',
      heading: 'Modules:',
      examples: [
        'module:create',
        EXAMPLE,
        "module:create Acme_Mail --job acme_mail_send --schedule '30 2 * * *' --timezone Europe/Paris --label 'Send mail'",
      ],
      details:
        'The module is written to modules/<Vendor>/<Name> of the project. On a terminal what is missing is asked for;\n' +
        'elsewhere, and with --yes or --json, nothing is: the name, --job and --schedule must be there, else it ends with 2.\n' +
        'It never overwrites a file. Once compiled, its handler and its test work as they are.',
    })
    .option('--job <code>', 'the code of its job, unique over all modules')
    .option('--schedule <expression>', 'when it runs: five fields in quotes, or always, hourly, daily, weekly ...')
    .addOption(new Option('--dialect <dialect>', 'how that is read, unless as its group says').choices(DIALECTS))
    .option('--timezone <zone>', 'the IANA zone it is read in, unless as its group says')
    .option('--label <text>', 'its name for people')
    .option('--yes', 'ask nothing')
    .option('--json', 'print JSON')
    .action(async (name: string | undefined, { job, yes, json, ...rest }: Options) => {
      if (json) cli.terminal.keepAnswerClean('to standard error')
      const neighbours = await readNeighbours(await cli.openProject())
      const wish: ModuleWish = { ...rest, ...(name === undefined ? {} : { name }), ...(job ? { jobCode: job } : {}) }
      const canAsk = cli.terminal.isPerson && process.stdin.isTTY && !yes && !json
      const answers = answersIn(wish) ?? (canAsk ? await ask(wish, neighbours) : refuse(wish))
      const plan = planModule(answers, neighbours)
      await createModule(plan)
      if (json) cli.terminal.json(shapeOf(plan))
      else tell(cli.terminal, plan)
      cli.exitCode = EXIT.fine
    })
}

// What was said already, where it is enough.
function answersIn(wish: ModuleWish): ModuleAnswers | undefined {
  const { name, jobCode, schedule } = wish
  if (name === undefined || jobCode === undefined || schedule === undefined) return undefined
  return { ...wish, name, jobCode, schedule: schedule.trim() }
}

async function ask(wish: ModuleWish, neighbours: Neighbours): Promise<ModuleAnswers> {
  // What other commands never need takes them no time.
  const { askForModule } = await import('./module-questions.js')
  return askForModule(wish, neighbours)
}

function refuse({ name, jobCode, schedule }: ModuleWish): never {
  const missing = [
    ...(name === undefined ? ['the name of the module'] : []),
    ...(jobCode === undefined ? ['--job'] : []),
    ...(schedule === undefined ? ['--schedule'] : []),
  ]
  const sentence = `Here nobody can be asked, and this is missing: ${missing.join(', ')}.`
  throw new HorariumError('usage', `${sentence} Write: horarium ${EXAMPLE}`)
}

function shapeOf({ order, folder, files, words, warnings }: PlannedModule): Readonly<Record<string, unknown>> {
  return { module: order.name, folder, files: [...files.keys()], jobCode: order.jobCode, words, warnings }
}

function tell(terminal: Terminal, { order, folder, files, words, warnings }: PlannedModule): void {
  const place = oneLine(relative(process.cwd(), folder))
  for (const { message, remedy } of warnings) terminal.note(`warning: ${message}. ${remedy}`)
  terminal.line(`The module ${order.name} is in ${place}`)
  const meanings = new Map([
    ['etc', `declares ${order.jobCode}: ${words}`],
    ['Model', 'its handler: the work goes here'],
    ['test', 'its test'],
    ['package.json', 'the libraries it needs'],
  ])
  writeFields(
    terminal,
    [...files.keys()].map((path) => [path, meanings.get(path.split('/')[0] ?? '') ?? 'how it is compiled'] as const),
  )
  writeHeading(terminal, 'What to do next')
  writeFields(terminal, [
    [`npx tsc -b ${place}`, 'compile it; npm run dev does so by itself'],
    [`npx horarium validate ${place}`, 'check what it declares'],
    [`npx vitest run ${place}`, 'run its test'],
    [`npx horarium job:run ${order.jobCode}`, 'one run, now, in this terminal'],
    ['npm run dev', 'run it by its calendar; changed XML and TypeScript count at once'],
    ['npm install', 'before you commit: npm ci wants it in package-lock.json'],
  ])
}
