import {
  didYouMean,
  INSTANCE_SETTINGS,
  instancePath,
  JOB_LEAVES,
  type JobDefinition,
  jobPathOf,
  jobPaths,
  type Origin,
  placeOf,
  type Problem,
  type ResolvedSetting,
  SETTING_ROOT,
  SETTING_TABLE,
  settingOf,
  type Settings,
  settingPath,
} from '@horarium/core'

/** What settings are for. */
export interface Readers {
  readonly jobs: readonly JobDefinition[]
  readonly groups: readonly string[]
}

interface SettingReaders extends Readers {
  readonly settings: Settings
}

/**
 * Warns of values in the site file, the environment and the overrides that nothing reads: a path mistyped there would
 * otherwise look set, and an override may outlive its job. What modules bring under `<default>` may be for others.
 */
export function unreadSettings(readers: SettingReaders): readonly Problem[] {
  const unread = unreadOf(readers, ['file', 'environment', 'override'])
  if (unread.length === 0) return []
  const known = readablePaths(readers)
  return unread.map((setting) => ({
    severity: 'warning',
    ...placeOf(setting),
    path: setting.path,
    ...wordsOf(setting, known),
  }))
}

/** The overrides whose job or group is gone: they count for nothing, and wait to be taken away. */
export function orphansOf(readers: SettingReaders): readonly ResolvedSetting[] {
  return unreadOf(readers, ['override'])
}

function unreadOf(readers: SettingReaders, origins: readonly Origin[]): readonly ResolvedSetting[] {
  const { settings } = readers
  const written = settings.paths.flatMap((path) => settings.valueOf(path) ?? [])
  const atRisk = written.filter(({ origin }) => origins.includes(origin))
  const isRead = atRisk.length === 0 ? () => true : readingOf(readers)
  return atRisk.filter(({ path }) => !isRead(path))
}

function wordsOf(
  { path, origin, source }: ResolvedSetting,
  known: readonly string[],
): Pick<Problem, 'message' | 'remedy'> {
  if (origin !== 'override') {
    return { message: `nothing reads the setting ${path}`, remedy: `Remove it.${didYouMean(path, known)}` }
  }
  const message = `the override ${path} by ${source} is an orphan: no module declares what it speaks of`
  return { message, remedy: `horarium config:reset ${path}` }
}

// Of a hundred thousand jobs every readable path is a million: only whoever has mistyped one pays for the list.
function readingOf({ jobs, groups }: Readers): (path: string) => boolean {
  const groupsOfJobs = new Map(jobs.map((job) => [job.code, declaredGroup(job)]))
  const read = new Set(jobs.flatMap(({ configPath }) => configPath ?? []))
  return (path) => {
    const setting = settingOf(path)
    if (setting) return setting.group === undefined || groups.includes(setting.group)
    const said = jobPathOf(path)
    const group = groupsOfJobs.get(said?.code ?? '')
    return read.has(path) || (group !== undefined && group === (said?.group ?? group))
  }
}

/** Whether a path means something. */
export function isReadable(path: string, readers: Readers): boolean {
  return readingOf(readers)(path)
}

/** Every path that means something: the settings of the instance and of the groups, and what the jobs read. */
export function readablePaths({ jobs, groups }: Readers): readonly string[] {
  return [
    ...INSTANCE_SETTINGS.map(({ name }) => instancePath(name)),
    ...SETTING_TABLE.map(({ name }) => `${SETTING_ROOT}/${name}`),
    ...groups.flatMap((group) => SETTING_TABLE.map(({ name }) => settingPath(group, name))),
    ...jobs.flatMap((job) => [
      ...(job.configPath === undefined ? [] : [job.configPath]),
      ...JOB_LEAVES.flatMap((leaf) => jobPaths({ code: job.code, group: declaredGroup(job) }, leaf)),
    ]),
  ]
}

// Magento 2's form of a path names the group of the XML, wherever the job was moved to.
function declaredGroup({ group, movedFrom }: JobDefinition): string {
  return movedFrom ?? group
}
