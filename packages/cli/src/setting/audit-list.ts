import { type AuditLine, isoOf, listAudit } from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { formatInstant } from '../instants.js'
import { parseAmount } from '../option-values.js'
import { type Column, writeTable } from '../table.js'

interface Options {
  readonly path?: string
  readonly limit: number
  readonly json?: true
}

const COLUMNS: readonly Column<AuditLine>[] = [
  { title: 'at (UTC)', of: ({ at }) => formatInstant(at) },
  { title: 'who', of: ({ author }) => author },
  { title: 'did', of: ({ action }) => action },
  { title: 'what', of: ({ path }) => path },
  { title: 'before', of: ({ before }) => before ?? '' },
  { title: 'after', of: ({ after }) => after ?? '' },
]

/** `audit:list`: who changed what. */
export function addAuditList(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'audit:list',
      summary: 'List who changed what, and what it was before, newest first',
      heading: 'Settings:',
      examples: ['audit:list', 'audit:list --path crontab/jobs/my_job', 'audit:list --limit 5 --json'],
      details: 'Settings and jobs, by command or over HTTP; tokens; requests to read the files again.',
    })
    .option('--path <start>', 'only what lies below this path')
    .option('--limit <count>', 'at most so many lines', parseAmount, 50)
    .option('--json', 'print JSON')
    .action(({ json, ...wanted }: Options) =>
      cli.withApp({ ...(json ? { json } : {}), knowsHandlers: false }, async (app) => {
        const lines = await listAudit(app, wanted)
        if (json)
          terminal.json(
            lines.map(({ at, before = null, after = null, ...line }) => ({ at: isoOf(at), ...line, before, after })),
          )
        else writeTable(terminal, lines, { columns: COLUMNS, empty: 'Nobody has changed anything.' })
        return EXIT.fine
      }),
    )
}
