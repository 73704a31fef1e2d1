import { jobPathOf, namesHandler } from './job-path.js'
import type { Problem } from './problem.js'
import { INSTANCE_SETTINGS } from './setting-rows/instance-settings.js'
import type { InstanceSettingName, SettingName } from './setting-spec.js'
import {
  instancePath,
  type MeantSetting,
  SETTING_ROOT,
  SETTING_TABLE,
  settingOf,
  settingPath,
} from './setting-table.js'
import { type ParsedSetting, parseSetting } from './setting-value.js'

/** Where a value came from, weakest first. */
export const ORIGINS = ['default', 'module', 'file', 'environment', 'override'] as const
export type Origin = (typeof ORIGINS)[number]

/** One value as its layer wrote it. `source` is what a person would look up: `file:line`, a variable, an author. */
export interface LayerValue {
  readonly value: string
  readonly source: string
}

/** The values of one origin, by path. Paths beyond our own settings are legal: a `config_path` may name any. */
export interface SettingLayer {
  readonly origin: Exclude<Origin, 'default'>
  readonly values: ReadonlyMap<string, LayerValue>
}

export interface ResolvedSetting {
  readonly path: string
  readonly value: string
  readonly origin: Origin
  readonly source: string
}

/** Every setting, resolved over its layers; immutable. */
export interface Settings {
  /** The effective value of a path, or of paths that mean the same: of the strongest layer that has one, the first. */
  readonly valueOf: (...paths: readonly string[]) => ResolvedSetting | undefined
  /** The effective value of one of a group's settings: the strongest layer wins; within a layer the group's own path. */
  readonly ofGroup: (group: string, name: SettingName) => ResolvedSetting
  /** The effective value of a setting of the whole instance. */
  readonly ofInstance: (name: InstanceSettingName) => ResolvedSetting
  /** All paths some layer has a value for. */
  readonly paths: readonly string[]
  /** Values that were refused; the next weaker layer counts instead. */
  readonly problems: readonly Problem[]
}

/** Lays the layers over each other, weakest first, leaving out values that do not parse. */
export function resolveSettings(layers: readonly SettingLayer[]): Settings {
  const problems: Problem[] = []
  const sound = layers.map((layer) => ({ origin: layer.origin, values: soundValues(layer, problems) }))
  const strongestFirst = sound.toReversed()
  const find = (paths: readonly string[]): ResolvedSetting | undefined => {
    for (const { origin, values } of strongestFirst) {
      const path = paths.find((candidate) => values.has(candidate))
      const found = path === undefined ? undefined : values.get(path)
      if (path !== undefined && found) return { path, value: found.value, origin, source: found.source }
    }
    return undefined
  }
  return {
    valueOf: (...paths) => find(paths),
    ofGroup: (group, name) =>
      find([settingPath(group, name), `${SETTING_ROOT}/${name}`]) ?? {
        path: settingPath(group, name),
        value: SETTING_TABLE.find((row) => row.name === name)?.default ?? '',
        ...BUILT_IN,
      },
    ofInstance: (name) =>
      find([instancePath(name)]) ?? {
        path: instancePath(name),
        value: INSTANCE_SETTINGS.find((row) => row.name === name)?.default ?? '',
        ...BUILT_IN,
      },
    paths: [...new Set(sound.flatMap(({ values }) => [...values.keys()]))].toSorted(),
    problems,
  }
}

const BUILT_IN = { origin: 'default', source: 'built in' } as const

function soundValues(layer: SettingLayer, problems: Problem[]): ReadonlyMap<string, LayerValue> {
  const sound = new Map<string, LayerValue>()
  for (const [path, given] of layer.values) {
    const parsed = parseAt(path, layer.origin, given.value)
    if (parsed.fault === undefined) sound.set(path, { ...given, value: parsed.value })
    else problems.push({ severity: 'error', ...placeOf(given), path, ...parsed.fault })
  }
  return sound
}

function parseAt(path: string, origin: Origin, value: string): ParsedSetting {
  const known = settingOf(path)
  const why = origin === 'override' ? whyNotOverridden(path, known) : undefined
  if (why !== undefined) return { fault: { message: `${path} is overridden, but ${why}`, remedy: FROM_FILES } }
  return known ? parseSetting(known.spec, value) : { value }
}

const FROM_FILES = 'Write it into the XML, the site file or the environment.'

function whyNotOverridden(path: string, known: MeantSetting | undefined): string | undefined {
  if (known?.spec.filesOnly) return 'it comes from files and the environment only'
  const said = known ? undefined : jobPathOf(path)
  return said && namesHandler(said.leaf) ? 'a handler comes from files only' : undefined
}

/** Where a value was written: `file:line` taken apart; any other source is line 0 of itself. */
export function placeOf({ source }: Pick<LayerValue, 'source'>): Pick<Problem, 'file' | 'line'> {
  const match = /^(.*):(\d+)$/.exec(source)
  return match ? { file: match[1] ?? source, line: Number(match[2]) } : { file: source, line: 0 }
}
