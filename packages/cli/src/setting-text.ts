import { type SettingListing, variableFor } from '@horarium/app'
import { DURATION_FORM, LOG_LEVELS_FORM, maskSetting } from '@horarium/core'
import { writeFields } from './table.js'
import type { Terminal } from './terminal.js'

/** A setting's value with its unit: `15 minutes`. */
export function settingText({ path, value, spec }: SettingListing): string {
  if (!spec?.unit) return maskSetting(path, value)
  return `${value} ${value === '1' ? spec.unit.replace(/s$/, '') : spec.unit}`
}

/** Writes all there is to say of a setting. */
export function writeSetting(terminal: Terminal, setting: SettingListing): void {
  const { path, origin, source, spec } = setting
  terminal.line(path)
  writeFields(terminal, [
    ['value', settingText(setting)],
    ['origin', origin],
    ['source', source],
    ['range', rangeOf(setting)],
    ['default', spec?.default],
    ['variable', variableFor(path)],
    ['meaning', spec?.meaning],
  ])
}

function rangeOf({ spec }: SettingListing): string | undefined {
  if (spec?.type === 'integer') return `${spec.min ?? ''} to ${spec.max ?? ''}`
  if (spec?.type === 'duration') return DURATION_FORM
  if (spec?.type === 'levels') return LOG_LEVELS_FORM
  if (spec?.type === 'url') return spec.schemes?.map((scheme) => `${scheme}://`).join(', ')
  return spec?.type === 'flag' ? '1 or 0' : spec?.choices?.join(', ')
}
