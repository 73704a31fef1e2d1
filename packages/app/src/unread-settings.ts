import {
  didYouMean,
  JOB_LEAVES,
  type JobDefinition,
  jobPath,
  placeOf,
  type Problem,
  SETTING_ROOT,
  SETTING_TABLE,
  type Settings,
  settingPath,
} from '@horarium/core'

/** What settings are for. */
export interface SettingReaders {
  readonly settings: Settings
  readonly jobs: readonly JobDefinition[]
  readonly groups: readonly string[]
}

/**
 * Warns of values in the site file and the environment that nothing reads: a path mistyped there would otherwise look
 * set. What modules bring under `<default>` may be for others, and an override is checked when it is made.
 */
export function unreadSettings(readers: SettingReaders): readonly Problem[] {
  const { settings } = readers
  const written = settings.paths.flatMap((path) => settings.valueOf(path) ?? [])
  const atRisk = written.filter(({ origin }) => origin === 'file' || origin === 'environment')
  if (atRisk.length === 0) return []
  const known = new Set(readablePaths(readers))
  return atRisk
    .filter(({ path }) => !known.has(path))
    .map((setting) => ({
      severity: 'warning',
      ...placeOf(setting),
      path: setting.path,
      message: `nothing reads the setting ${setting.path}`,
      remedy: `Remove it.${didYouMean(setting.path, known)}`,
    }))
}

/** Every path that means something: the settings of the groups, and what the jobs read. */
export function readablePaths({ jobs, groups }: Omit<SettingReaders, 'settings'>): readonly string[] {
  return [
    ...SETTING_TABLE.map(({ name }) => `${SETTING_ROOT}/${name}`),
    ...groups.flatMap((group) => SETTING_TABLE.map(({ name }) => settingPath(group, name))),
    ...jobs.flatMap(({ code, configPath }) => [
      ...(configPath === undefined ? [] : [configPath]),
      ...JOB_LEAVES.map((leaf) => jobPath(code, leaf)),
    ]),
  ]
}
