import {
  didYouMean,
  JOB_LEAVES,
  type JobDefinition,
  jobPathOf,
  jobPaths,
  placeOf,
  type Problem,
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
 * Warns of values in the site file and the environment that nothing reads: a path mistyped there would otherwise look
 * set. What modules bring under `<default>` may be for others, and an override is checked when it is made.
 */
export function unreadSettings(readers: SettingReaders): readonly Problem[] {
  const { settings } = readers
  const written = settings.paths.flatMap((path) => settings.valueOf(path) ?? [])
  const atRisk = written.filter(({ origin }) => origin === 'file' || origin === 'environment')
  const isRead = atRisk.length === 0 ? () => true : readingOf(readers)
  const unread = atRisk.filter(({ path }) => !isRead(path))
  if (unread.length === 0) return []
  const known = readablePaths(readers)
  return unread.map((setting) => ({
    severity: 'warning',
    ...placeOf(setting),
    path: setting.path,
    message: `nothing reads the setting ${setting.path}`,
    remedy: `Remove it.${didYouMean(setting.path, known)}`,
  }))
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

/** Every path that means something: the settings of the groups, and what the jobs read. */
export function readablePaths({ jobs, groups }: Readers): readonly string[] {
  return [
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
