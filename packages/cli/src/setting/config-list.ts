import { listSettings, requireGroup, type SettingListing, settingShape } from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { settingText } from '../setting-text.js'
import { type Column, writeTable } from '../table.js'

interface Options {
  readonly group?: string
  readonly json?: true
}

const COLUMNS: readonly Column<SettingListing>[] = [
  { title: 'path', of: ({ path }) => path },
  { title: 'value', of: settingText },
  { title: 'origin', of: ({ origin, orphan }) => (orphan ? `${origin} (orphan)` : origin) },
  { title: 'source', of: ({ source }) => source },
]

/** `config:list`: every setting with its value and where it comes from. */
export function addConfigList(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'config:list',
      summary: 'List every setting with its value and where that comes from',
      heading: 'Settings:',
      examples: ['config:list', 'config:list --group index --json'],
      details: 'Weakest first: default, module XML, horarium.config.json, environment, override (config:set).',
    })
    .option('--group <name>', 'settings of one group only')
    .option('--json', 'print JSON')
    .action((options: Options) =>
      cli.withApp({ ...options, knowsHandlers: false }, async (app) => {
        const { group } = options
        if (group !== undefined) requireGroup(app.configuration(), group)
        const settings = listSettings(app).filter(
          ({ path }) => group === undefined || path.startsWith(`system/cron/${group}/`),
        )
        if (options.json) terminal.json(settings.map(settingShape))
        else writeTable(terminal, settings, { columns: COLUMNS, empty: 'No such settings.' })
        return EXIT.fine
      }),
    )
}
