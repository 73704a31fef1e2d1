import { GUARD_SETTINGS } from './setting-rows/guard-settings.js'
import { POLICY_SETTINGS } from './setting-rows/policy-settings.js'
import { PROCESS_SETTINGS } from './setting-rows/process-settings.js'
import { TIMETABLE_SETTINGS } from './setting-rows/timetable-settings.js'
import type { SettingName, SettingSpec } from './setting-spec.js'

/** The settings of a group, under `system/cron/<group>/<name>`; `system/cron/<name>` (Magento 1) is the base of every group. */
export const SETTING_TABLE: readonly SettingSpec[] = [
  ...TIMETABLE_SETTINGS,
  ...POLICY_SETTINGS,
  ...PROCESS_SETTINGS,
  ...GUARD_SETTINGS,
]

/** The path prefix of every setting of Horarium, as in Magento. */
export const SETTING_ROOT = 'system/cron'

/** The full path of a group's setting. */
export function settingPath(group: string, name: SettingName): string {
  return `${SETTING_ROOT}/${group}/${name}`
}

/** What a path means when it is a setting of Horarium: its spec and its group (`undefined` = base of every group). */
export function settingOf(
  path: string,
): { readonly spec: SettingSpec; readonly group: string | undefined } | undefined {
  const [first, second, third, fourth, ...rest] = path.split('/')
  if (`${first}/${second}` !== SETTING_ROOT || rest.length > 0) return undefined
  const name = fourth ?? third
  const spec = SETTING_TABLE.find((row) => row.name === name)
  if (!spec) return undefined
  return { spec, group: fourth === undefined ? undefined : third }
}
