import { maskSetting } from '@horarium/core'
import { variableFor } from '../environment-layer.js'
import type { SettingListing } from '../operations/settings.js'
import type { Shape } from './shape.js'

/** A setting as `--json` shows it; a whole number is a number. */
export function settingShape({ path, value, origin, source, spec, orphan }: SettingListing): Shape {
  return {
    path,
    value: spec?.type === 'integer' ? Number(value) : maskSetting(path, value),
    origin,
    source,
    orphan: orphan ?? false,
    type: spec?.type ?? 'text',
    unit: spec?.unit ?? null,
    default: spec?.default ?? null,
    min: spec?.min ?? null,
    max: spec?.max ?? null,
    choices: spec?.choices ?? null,
    variable: variableFor(path) ?? null,
    meaning: spec?.meaning ?? null,
  }
}
