import { DIALECTS, type Dialect } from './calendar-spec.js'
import { parseDuration } from './duration.js'
import { type JobPause, parsePause } from './job-pause.js'
import type { JobPolicy } from './job-policy.js'
import { policyOfTexts } from './policy-texts.js'
import type { Problem } from './problem.js'
import { type Maintenance, parseMaintenance } from './maintenance.js'
import type { SettingName } from './setting-spec.js'
import { SETTING_ROOT, settingPath } from './setting-table.js'
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
  /** How a job of the group is run that does not say. */
  readonly policy: JobPolicy
  /** Child processes on one machine. */
  readonly processes: number
  /** What a child process may use before another takes its place; 0 = no limit. */
  readonly memoryMiB: number
  /** Runs after which another child process takes the place of one; 0 = never. */
  readonly recycleAfter: number
  /** Runs at once over all machines; 0 = no limit. */
  readonly concurrencyTotal: number
  /** From the moment a run is told to stop until its process is ended. */
  readonly stopGraceMs: number
  /** How long a handler may block its process; 0 = no limit. */
  readonly blockLimitMs: number
  /** Whether only jobs that opt in are run outside production. */
  readonly environmentGuard: boolean
  /** Those of everything and of the group; they may be over, or to come. */
  readonly maintenances: readonly Maintenance[]
  readonly pauses: readonly JobPause[]
  /** Runs of a job in a row that end their process before the job is paused; 0 = never. */
  readonly poisonCrashes: number
  /** Failures of a job in a row before the job is paused; 0 = never. */
  readonly poisonFailures: number
  readonly poisonPauseMs: number
}

/** Reads one group's settings. */
export function groupSettings(settings: Settings, group: string): GroupSettings {
  const text = (name: SettingName): string => settings.ofGroup(group, name).value
  const count = (name: SettingName): number => Number(text(name))
  const isOn = (name: SettingName): boolean => text(name) === '1'
  const minutes = (name: SettingName): number => count(name) * MINUTE_MS
  const duration = (name: SettingName): number => parseDuration(text(name)) ?? 0
  return {
    group,
    generateEveryMs: minutes('schedule_generate_every'),
    aheadMs: minutes('schedule_ahead_for'),
    lifetimeMs: minutes('schedule_lifetime'),
    cleanupEveryMs: minutes('history_cleanup_every'),
    successLifetimeMs: minutes('history_success_lifetime'),
    failureLifetimeMs: minutes('history_failure_lifetime'),
    historyKeep: count('history_keep'),
    historyMax: count('history_max'),
    useSeparateProcess: isOn('use_separate_process'),
    concurrency: count('concurrency'),
    shards: count('shards'),
    timezone: text('timezone'),
    dialect: DIALECTS.find((dialect) => dialect === text('dialect')) ?? 'standard',
    policy: policyOfTexts(text),
    processes: count('processes'),
    memoryMiB: count('memory'),
    recycleAfter: count('recycle_after'),
    concurrencyTotal: count('concurrency_total'),
    stopGraceMs: duration('stop_grace'),
    blockLimitMs: duration('block_limit'),
    environmentGuard: isOn('environment_guard'),
    maintenances: windows(settings, group, { name: 'maintenance', parse: parseMaintenance }),
    pauses: windows(settings, group, { name: 'pause', parse: parsePause }),
    poisonCrashes: count('poison_crashes'),
    poisonFailures: count('poison_failures'),
    poisonPauseMs: duration('poison_pause'),
  }
}

// Of other settings the group's own takes the place of that of everything; of these both count.
function windows<Window>(
  settings: Settings,
  group: string,
  { name, parse }: { readonly name: SettingName; readonly parse: (text: string, author: string) => Window | undefined },
): readonly Window[] {
  const found = [`${SETTING_ROOT}/${name}`, settingPath(group, name)].map((path) => settings.valueOf(path))
  return found.flatMap((setting) => (setting && parse(setting.value, setting.source)) ?? [])
}

/** What is wrong with a group's settings taken together. */
export function groupSettingsProblems(settings: Settings, group: string): readonly Problem[] {
  return [...horizonProblems(settings, group), ...shareProblems(settings, group)]
}

// Shards share what their group may run at once; each needs a part of it.
function shareProblems(settings: Settings, group: string): readonly Problem[] {
  const { concurrencyTotal, shards } = groupSettings(settings, group)
  if (concurrencyTotal === 0 || concurrencyTotal >= shards) return []
  const total = settings.ofGroup(group, 'concurrency_total')
  return [
    {
      severity: 'error',
      ...placeOf(total),
      path: total.path,
      message: `group ${group} may have ${concurrencyTotal} runs at once, but has ${shards} shards, each of which needs one`,
      remedy: `Make concurrency_total at least ${shards}, or shards at most ${concurrencyTotal}.`,
    },
  ]
}

function horizonProblems(settings: Settings, group: string): readonly Problem[] {
  const { generateEveryMs, aheadMs } = groupSettings(settings, group)
  if (generateEveryMs <= aheadMs) return []
  const ahead = settings.ofGroup(group, 'schedule_ahead_for')
  const every = settings.ofGroup(group, 'schedule_generate_every')
  // A horizon shorter than the period leaves silent holes. Whoever wrote one of the two is to be told; a default is written nowhere.
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
