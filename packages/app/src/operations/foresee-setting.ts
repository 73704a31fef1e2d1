import { groupOf, groupSettings, type GroupSettings, type Problem } from '@horarium/core'
import { foreseePurge, joinSpans, type PurgedSpan } from '@horarium/engine'
import type { App } from '../app.js'
import type { Configuration } from '../configuration.js'
import { changeBetween, newProblems } from '../configuration-change.js'
import { refuseNewErrors, type SettingChanges } from './change-settings.js'
import { getSetting, type SettingListing, settingChange } from './settings.js'

/** What a changed setting would do. */
export interface ForeseenSetting {
  /** The setting as it would be. */
  readonly setting: SettingListing
  /** Codes of the jobs whose definition it changes. */
  readonly jobs: readonly string[]
  /** What the next purge would forget, where the change concerns that. */
  readonly purge?: PurgedSpan
  /** Warnings it would bring. */
  readonly warnings: readonly Problem[]
}

/** What it would do to lay a value over a setting, or (`undefined`) to take the override away; refused as the change would be. */
export async function foreseeSetting(app: App, typed: string, value: string | undefined): Promise<ForeseenSetting> {
  const [path, parsed] = settingChange(app, typed, value)
  const changes: SettingChanges = new Map([[path, parsed]])
  const { configuration: after } = await app.preview(changes)
  const before = app.configuration()
  app.expects?.(before)
  refuseNewErrors(before, after, changes)
  const { added, removed, changed } = changeBetween(before, after)
  const purge = await purgeOf(app, before, after)
  return {
    setting: getSetting({ ...app, configuration: () => after }, path),
    jobs: [...added, ...removed, ...changed],
    warnings: newProblems(before, after),
    ...(purge ? { purge } : {}),
  }
}

async function purgeOf(app: App, before: Configuration, after: Configuration): Promise<PurgedSpan | undefined> {
  const lanes = [...app.plans().values()].flatMap(({ lane }) => {
    const [was, is] = [before, after].map(({ settings }) => groupSettings(settings, groupOf(lane.name)))
    return was && is && isKeptElse(was, is) ? [{ lane, is }] : []
  })
  if (lanes.length === 0) return undefined
  const now = app.clock.now()
  const all: PurgedSpan[] = []
  for (const { lane, is } of lanes) all.push(await foreseePurge(lane, is, now))
  return joinSpans(all)
}

function isKeptElse(was: GroupSettings, is: GroupSettings): boolean {
  return (['successLifetimeMs', 'failureLifetimeMs', 'historyKeep', 'historyMax'] as const).some(
    (name) => was[name] !== is[name],
  )
}
