import { resetSetting, type SettingListing, settingShape } from '@horarium/app'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { settingText } from '../setting-text.js'

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
      cli.withApp({ ...options, knowsHandlers: false }, async (app) => {
        const setting = await resetSetting(app, path)
        if (options.json) terminal.json(settingShape(setting))
        else terminal.line(sentenceFor(setting))
        return EXIT.fine
      }),
    )
}

function sentenceFor(setting: SettingListing): string {
  const { path, origin, source, spec } = setting
  if (origin === 'default' && !spec) return `${path} is not set any more; what the XML says counts again.`
  return `${path} is ${settingText(setting)} again (${origin}, ${source}).`
}
