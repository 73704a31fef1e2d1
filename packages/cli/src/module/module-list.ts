import type { Configuration } from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { type Column, writeTable } from '../table.js'

interface ModuleRow {
  readonly name: string
  readonly active: boolean
  readonly jobs: number
  readonly path: string
}

const COLUMNS: readonly Column<ModuleRow>[] = [
  { title: 'module', of: ({ name }) => name },
  { title: 'active', of: ({ active }) => (active ? 'yes' : 'no') },
  { title: 'jobs', of: ({ jobs }) => String(jobs), align: 'right' },
  { title: 'path', of: ({ path }) => path },
]

/** `module:list`: every module found, without Redis. */
export function addModuleList(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'module:list',
      summary: 'List every module found, active or not; needs no Redis',
      heading: 'Modules:',
      examples: ['module:list', 'module:list --modules ../shop/modules --json'],
    })
    .option('--json', 'print JSON')
    .action((options: { readonly json?: true }) =>
      cli.withFiles(options, (configuration) => {
        const rows = rowsOf(configuration)
        if (options.json) terminal.json(rows)
        else writeTable(terminal, rows, { columns: COLUMNS, empty: 'No modules found. See --modules.' })
        return EXIT.fine
      }),
    )
}

function rowsOf({ modules, jobs }: Configuration): readonly ModuleRow[] {
  const declared = new Map<string, number>()
  for (const { module } of jobs) declared.set(module, (declared.get(module) ?? 0) + 1)
  return modules.map(({ name, path, active }) => ({ name, path, active, jobs: declared.get(name) ?? 0 }))
}
