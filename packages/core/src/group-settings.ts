import { DIALECTS, type Dialect } from './calendar-spec.js'
import type { Problem } from './problem.js'
import type { SettingName } from './setting-table.js'
import { placeOf, type Settings } from './settings.js'

const MINUTE_MS = 60_000

/** A group's settings, typed; durations converted to milliseconds here and nowhere else. */
export interface GroupSettings {
  readonly group: string
  readonly generateEveryMs: number
  readonly aheadMs: number
  readonly lifetimeMs: number
  readonly cleanupEveryMs: number
  readonly successLifetimeMs: number
  readonly failureLifetimeMs: number
  readonly historyKeep: number
  readonly historyMax: number
  readonly useSeparateProcess: boolean
  readonly concurrency: number
  readonly shards: number
  readonly timezone: string
  readonly dialect: Dialect
}

/** Reads one group's settings. */
export function groupSettings(settings: Settings, group: string): GroupSettings {
  const text = (name: SettingName): string => settings.ofGroup(group, name).value
  const minutes = (name: SettingName): number => Number(text(name)) * MINUTE_MS
  return {
    group,
    generateEveryMs: minutes('schedule_generate_every'),
    aheadMs: minutes('schedule_ahead_for'),
    lifetimeMs: minutes('schedule_lifetime'),
    cleanupEveryMs: minutes('history_cleanup_every'),
    successLifetimeMs: minutes('history_success_lifetime'),
    failureLifetimeMs: minutes('history_failure_lifetime'),
    historyKeep: Number(text('history_keep')),
    historyMax: Number(text('history_max')),
    useSeparateProcess: text('use_separate_process') === '1',
    concurrency: Number(text('concurrency')),
    shards: Number(text('shards')),
    timezone: text('timezone'),
    dialect: DIALECTS.find((dialect) => dialect === text('dialect')) ?? 'standard',
  }
}

/** What is wrong with a group's settings taken together: a horizon shorter than the period leaves silent holes. */
export function groupSettingsProblems(settings: Settings, group: string): readonly Problem[] {
  const { generateEveryMs, aheadMs } = groupSettings(settings, group)
  if (generateEveryMs <= aheadMs) return []
  const ahead = settings.ofGroup(group, 'schedule_ahead_for')
  const every = settings.ofGroup(group, 'schedule_generate_every')
  // Whoever wrote one of the two is to be told; a default is written nowhere.
  const blamed = ahead.origin === 'default' ? every : ahead
  return [
    {
      severity: 'error',
      ...placeOf(blamed),
      path: blamed.path,
      message: `group ${group} writes ${aheadMs / MINUTE_MS} minutes ahead but only every ${generateEveryMs / MINUTE_MS} minutes: instants in between would never be written`,
      remedy: 'Make schedule_ahead_for at least as long as schedule_generate_every.',
    },
  ]
}
