import {
  didYouMean,
  HorariumError,
  INSTANCE_SETTINGS,
  instancePath,
  jobPathOf,
  type KnownSpec,
  parseSetting,
  type ResolvedSetting,
  SETTING_TABLE,
  settingOf,
  settingPath,
} from '@horarium/core'
import type { App } from '../app.js'
import { isReadable, orphansOf, readablePaths } from '../unread-settings.js'
import { changeSettings } from './change-settings.js'

export interface SettingListing extends ResolvedSetting {
  /** Absent for a path only a job's `config_path` reads. */
  readonly spec?: KnownSpec
  /** An override whose job or group no module declares any more; it counts for nothing. */
  readonly orphan?: true
}

/** Every setting of every group and of the instance, and whatever is set of the paths the jobs read, with value and origin. */
export function listSettings(app: App): readonly SettingListing[] {
  const configuration = app.configuration()
  const { settings, groups, jobs } = configuration
  const orphans = new Set(orphansOf(configuration).map(({ path }) => path))
  const ofGroups = groups.flatMap((group) =>
    SETTING_TABLE.map((spec) => ({ ...settings.ofGroup(group, spec.name), path: settingPath(group, spec.name), spec })),
  )
  const own = [...ofGroups, ...INSTANCE_SETTINGS.map((spec) => ({ ...settings.ofInstance(spec.name), spec }))]
  const codes = new Set(jobs.map(({ code }) => code))
  const read = jobs.flatMap(({ configPath }) => configPath ?? [])
  const said = settings.paths.filter((path) => codes.has(jobPathOf(path)?.code ?? ''))
  // An override whose job or group is gone is still there, and still to be reset.
  const over = settings.paths.filter((path) => settings.valueOf(path)?.origin === 'override')
  const others = new Set([...read, ...said, ...over])
  for (const { path } of own) others.delete(path)
  const listed = [...others].toSorted().flatMap((path) => settings.valueOf(path) ?? [])
  return [...own, ...listed.map((one) => (orphans.has(one.path) ? { ...one, orphan: true as const } : one))]
}

/** One setting by its path, or by its name alone for the default group. Throws `usage` for an unknown one. */
export function getSetting(app: App, typed: string): SettingListing {
  return settingAt(app, pathOf(app, typed))
}

function settingAt(app: App, path: string): SettingListing {
  const { settings } = app.configuration()
  const { spec, group } = settingOf(path) ?? {}
  const row = group === undefined ? undefined : SETTING_TABLE.find(({ name }) => name === spec?.name)
  if (row && group !== undefined) return { ...settings.ofGroup(group, row.name), path, spec: row }
  const unset = { path, value: spec?.default ?? '', origin: 'default', source: spec ? 'built in' : 'not set' } as const
  return { ...(settings.valueOf(path) ?? unset), ...(spec ? { spec } : {}) }
}

/** Lays a value over a setting. One that would break something is refused whole, and the old one stays. */
export async function setSetting(app: App, typed: string, value: string): Promise<SettingListing> {
  return change(app, settingChange(app, typed, value))
}

/** Takes an override away; answers what counts now. Throws `conflict` when there is none. */
export async function resetSetting(app: App, typed: string): Promise<SettingListing> {
  return change(app, settingChange(app, typed, undefined))
}

async function change(app: App, [path, value]: readonly [string, string | undefined]): Promise<SettingListing> {
  await changeSettings(app, new Map([[path, value]]))
  return settingAt(app, path)
}

/** The path that is meant and what is to lie over it; `undefined` takes away what does. Throws as the change would. */
export function settingChange(
  app: App,
  typed: string,
  value: string | undefined,
): readonly [path: string, value: string | undefined] {
  const path = pathOf(app, typed)
  if (value === undefined) {
    if (app.configuration().settings.valueOf(path)?.origin === 'override') return [path, undefined]
    throw new HorariumError('conflict', `${path} has no override to reset.`)
  }
  const known = settingOf(path)
  const parsed = known ? parseSetting(known.spec, value) : { value }
  if (parsed.fault) throw new HorariumError('usage', `${parsed.fault.message}. ${parsed.fault.remedy}`)
  return [path, parsed.value]
}

function pathOf(app: App, typed: string): string {
  const byName = SETTING_TABLE.find(({ name }) => name === typed)
  if (byName) return settingPath('default', byName.name)
  const ofInstance = INSTANCE_SETTINGS.find(({ name }) => name === typed)
  if (ofInstance) return instancePath(ofInstance.name)
  const configuration = app.configuration()
  if (isReadable(typed, configuration) || configuration.settings.paths.includes(typed)) return typed
  const near = didYouMean(typed, readablePaths(configuration))
  throw new HorariumError('unknown', `No setting '${typed}'.${near} See config:list.`)
}
