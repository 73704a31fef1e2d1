import { resetSetting } from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { settingShape, settingText } from '../setting-shape.js'

/** `config:reset`: takes an override away. */
export function addConfigReset(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'config:reset <path>',
      summary: 'Take an override away, so that XML, file or environment count again',
      heading: 'Settings:',
      examples: ['config:reset system/cron/index/concurrency'],
    })
    .option('--json', 'print JSON')
    .action((path: string, options: { readonly json?: true }) =>
      cli.withApp(options, async (app) => {
        const setting = await resetSetting(app, path)
        if (options.json) terminal.json(settingShape(setting))
        else terminal.line(`${setting.path} is ${settingText(setting)} again (${setting.origin}, ${setting.source}).`)
        return EXIT.fine
      }),
    )
}
