import {
  didYouMean,
  HorariumError,
  parseSetting,
  type Problem,
  type ResolvedSetting,
  SETTING_TABLE,
  type SettingSpec,
  settingOf,
  settingPath,
} from '@horarium/core'
import { readOverrides, resetOverride, setOverride } from '@horarium/store'
import type { App } from '../app.js'

export interface SettingListing extends ResolvedSetting {
  /** Absent for a path only a job's `config_path` reads. */
  readonly spec?: SettingSpec
}

/** Every setting of every group, and every path a job reads its expression from, with value and origin. */
export function listSettings(app: App): readonly SettingListing[] {
  const { settings, groups, jobs } = app.configuration()
  const own = groups.flatMap((group) =>
    SETTING_TABLE.map((spec) => ({ ...settings.ofGroup(group, spec.name), path: settingPath(group, spec.name), spec })),
  )
  const read = [...new Set(jobs.flatMap(({ configPath }) => (configPath ? [configPath] : [])))].toSorted()
  return [...own, ...read.flatMap((path) => settings.valueOf(path) ?? [])]
}

/** One setting by its path, or by its name alone for the default group. Throws `usage` for an unknown one. */
export function getSetting(app: App, typed: string): SettingListing {
  const path = pathOf(app, typed)
  const known = settingOf(path)
  if (known) {
    const { settings } = app.configuration()
    return { ...settings.ofGroup(known.group ?? 'default', known.spec.name), path, spec: known.spec }
  }
  return app.configuration().settings.valueOf(path) ?? { path, value: '', origin: 'default', source: 'not set' }
}

/** Lays a value over a setting. One that would break something is refused whole, and the old one stays. */
export async function setSetting(app: App, typed: string, value: string): Promise<SettingListing> {
  const path = pathOf(app, typed)
  const known = settingOf(path)
  const parsed = known ? parseSetting(known.spec, value) : { value }
  if (parsed.fault) throw new HorariumError('usage', `${parsed.fault.message}. ${parsed.fault.remedy}`)
  await refuseNewProblems(app, path, parsed.value)
  const override = { path, value: parsed.value, author: app.author, at: app.clock.now() }
  await setOverride(app.instance, override, getSetting(app, path).value)
  await app.refresh()
  return getSetting(app, path)
}

/** Takes an override away; answers what counts now. Throws `conflict` when there is none. */
export async function resetSetting(app: App, typed: string): Promise<SettingListing> {
  const path = pathOf(app, typed)
  const override = (await readOverrides(app.instance)).find((one) => one.path === path)
  if (!override) throw new HorariumError('conflict', `${path} has no override to reset.`)
  await refuseNewProblems(app, path, undefined)
  await resetOverride(app.instance, { path, author: app.author, at: app.clock.now(), before: override.value })
  await app.refresh()
  return getSetting(app, path)
}

async function refuseNewProblems(app: App, path: string, value: string | undefined): Promise<void> {
  const nameOf = (problem: Problem): string => `${problem.path} ${problem.message}`
  const before = new Set(app.configuration().problems.map(nameOf))
  const { problems } = await app.preview(path, value)
  const added = problems.find((problem) => problem.severity === 'error' && !before.has(nameOf(problem)))
  if (added) throw new HorariumError('usage', `Refused: ${added.message}. ${added.remedy}`)
}

function pathOf(app: App, typed: string): string {
  const { settings, groups, jobs } = app.configuration()
  const byName = SETTING_TABLE.find(({ name }) => name === typed)
  if (byName) return settingPath('default', byName.name)
  if (settingOf(typed)) return typed
  const read = jobs.flatMap(({ configPath }) => configPath ?? [])
  const known = groups.flatMap((group) => SETTING_TABLE.map(({ name }) => settingPath(group, name)))
  if (read.includes(typed) || settings.paths.includes(typed)) return typed
  throw new HorariumError('usage', `No setting '${typed}'.${didYouMean(typed, [...known, ...read])} See config:list.`)
}
