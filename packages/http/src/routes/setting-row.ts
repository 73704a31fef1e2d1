import { type App, getSetting, isoOf, listOverrides, type SettingListing, variableFor } from '@horarium/app'
import { instancePath, INSTANCE_SETTINGS, jobPathOf, maskSetting, ORIGINS, settingOf } from '@horarium/core'
import { type Static, Type } from 'typebox'
import { Instant, Maybe, MaybeText } from '../schemas.js'
import { type Changeable, versionOf } from '../if-match.js'

const Count = Maybe(Type.Number())
export const Origin = Type.Enum([...ORIGINS])
export const SettingRow = Type.Object({
  path: Type.String(),
  name: Type.String({ description: 'the last part of the path' }),
  group: MaybeText,
  job: MaybeText,
  scope: Type.String({ description: 'group: of one group; instance: of everything; path: of whoever reads it' }),
  value: Type.String({ description: 'a secret is masked' }),
  isSecret: Type.Boolean(),
  origin: Origin,
  source: Type.String({ description: 'file and line, a variable, or an author' }),
  overriddenAt: Maybe(Instant),
  isOverridden: Type.Boolean({ description: 'whether an override lies at this very path, to be taken away' }),
  isOrphan: Type.Boolean({ description: 'an override whose job or group no module declares any more' }),
  isFromFilesOnly: Type.Boolean({ description: 'no override may say it' }),
  type: Type.String(),
  unit: MaybeText,
  default: MaybeText,
  min: Count,
  max: Count,
  choices: Maybe(Type.Array(Type.String())),
  variable: Maybe(Type.String(), { description: 'the environment variable that would say it' }),
  meaning: MaybeText,
  version: Type.String({ description: 'for If-Match' }),
})
export type SettingRow = Static<typeof SettingRow>

/** When overrides were made, ISO, by path. */
export type OverrideTimes = ReadonlyMap<string, string>

/** When the overrides that count were made. */
export async function readOverrideTimes(app: App): Promise<OverrideTimes> {
  return new Map((await listOverrides(app)).map(({ path, at }) => [path, isoOf(at)]))
}

/** A setting as pages show it. */
export function settingRow(app: App, listing: SettingListing, times: OverrideTimes = new Map()): SettingRow {
  const { path, origin, source, spec, orphan } = listing
  const meant = settingOf(path)
  return {
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    group: meant?.group ?? null,
    job: jobPathOf(path)?.code ?? null,
    scope: scopeOf(path),
    value: maskSetting(path, listing.value),
    isSecret: spec?.secret ?? false,
    origin,
    source,
    overriddenAt: times.get(path) ?? null,
    isOverridden: app.configuration().settings.valueOf(path)?.origin === 'override',
    isOrphan: orphan ?? false,
    isFromFilesOnly: spec?.filesOnly ?? false,
    type: spec?.type ?? 'text',
    unit: spec?.unit ?? null,
    default: spec?.default ?? null,
    min: spec?.min ?? null,
    max: spec?.max ?? null,
    choices: spec?.choices ? [...spec.choices] : null,
    variable: variableFor(path) ?? null,
    meaning: spec?.meaning ?? null,
    version: versionOfSetting(listing),
  }
}

/** A setting as something that is changed only as it was read. */
export function changeableSetting(app: App, typed: string): Changeable {
  return {
    name: `The setting ${typed}`,
    version: (configuration) => versionOfSetting(getSetting({ ...app, configuration: () => configuration }, typed)),
  }
}

// A secret is not to be guessed from it.
function versionOfSetting({ path, value, origin, source }: SettingListing): string {
  return versionOf([path, maskSetting(path, value), origin, source])
}

function scopeOf(path: string): 'group' | 'instance' | 'path' {
  const meant = settingOf(path)
  if (!meant) return 'path'
  const isOwn = INSTANCE_SETTINGS.some(({ name }) => instancePath(name) === path)
  return meant.group !== undefined || !isOwn ? 'group' : 'instance'
}
