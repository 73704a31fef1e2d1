import { getSetting, settingShape } from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { writeSetting } from '../setting-text.js'

/** `config:get`: one setting. */
export function addConfigGet(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'config:get <path>',
      summary: 'Show one setting: its value, where it comes from, what it means, what it may be',
      heading: 'Settings:',
      examples: ['config:get system/cron/default/schedule_lifetime', 'config:get schedule_lifetime --json'],
      details: 'A name alone means the default group.',
    })
    .option('--json', 'print JSON')
    .action((path: string, options: { readonly json?: true }) =>
      cli.withApp({ ...options, knowsHandlers: false }, async (app) => {
        const setting = getSetting(app, path)
        if (options.json) terminal.json(settingShape(setting))
        else writeSetting(terminal, setting)
        return EXIT.fine
      }),
    )
}
