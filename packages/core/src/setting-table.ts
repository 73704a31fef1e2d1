import { GUARD_SETTINGS } from './setting-rows/guard-settings.js'
import { POLICY_SETTINGS } from './setting-rows/policy-settings.js'
import { PROCESS_SETTINGS } from './setting-rows/process-settings.js'
import { TIMETABLE_SETTINGS } from './setting-rows/timetable-settings.js'
import { INSTANCE_SETTINGS } from './setting-rows/instance-settings.js'
import type { InstanceSettingName, KnownSpec, SettingName, SettingSpec } from './setting-spec.js'

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

/** The full path of a setting of the whole instance. */
export function instancePath(name: InstanceSettingName): string {
  return `${SETTING_ROOT}/${name}`
}

/** What a path means when it is a setting of Horarium. */
export interface MeantSetting {
  readonly spec: KnownSpec
  /** `undefined`: the base of every group, or a setting of the whole instance. */
  readonly group: string | undefined
}

/** What a path means when it is a setting of Horarium. */
export function settingOf(path: string): MeantSetting | undefined {
  const [first, second, third, fourth, ...rest] = path.split('/')
  if (`${first}/${second}` !== SETTING_ROOT || rest.length > 0) return undefined
  if (fourth !== undefined) {
    const spec = SETTING_TABLE.find(({ name }) => name === fourth)
    return spec && { spec, group: third }
  }
  const spec = [...SETTING_TABLE, ...INSTANCE_SETTINGS].find(({ name }) => name === third)
  return spec && { spec, group: undefined }
}
