import { setSetting, settingShape } from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { settingText } from '../setting-text.js'

/** `config:set`: lays a value over the XML, at once and for every process. */
export function addConfigSet(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'config:set <path> <value>',
      summary: 'Lay a value over a setting, at once and for every process',
      heading: 'Settings:',
      examples: ['config:set system/cron/index/concurrency 2', 'config:set schedule_lifetime 30'],
      details: 'A value that is out of range, or would break a job, is refused whole and the old one stays.',
    })
    .option('--json', 'print JSON')
    .action((path: string, value: string, options: { readonly json?: true }) =>
      cli.withApp({ ...options, knowsHandlers: false }, async (app) => {
        const setting = await setSetting(app, path, value)
        if (options.json) terminal.json(settingShape(setting))
        else terminal.line(`${setting.path} is ${settingText(setting)}, by ${setting.source}.`)
        return EXIT.fine
      }),
    )
}
