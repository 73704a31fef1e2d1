export { ALERT_KINDS, ALERT_REPEATS, type AlertKind, type AlertPolicy, type AlertRepeat } from './alert-kind.js'
export {
  type Calendar,
  type CalendarSpec,
  type Dialect,
  DIALECTS,
  DST_GAPS,
  DST_REPEATS,
  type DstGap,
  type DstRepeat,
  type DstRule,
  dstRuleOf,
  fingerprintOf,
  type Jitter,
} from './calendar-spec.js'
export { DURATION_FORM, formatDuration, parseDuration } from './duration.js'
export {
  type Entry,
  type EntryError,
  ENTRY_SOURCES,
  type EntryIdParts,
  type EntryKill,
  type EntrySource,
  entryId,
  type FailedAttempt,
  isTarget,
  jobCodeIn,
  parseEntryId,
} from './entry.js'
export { PROCESS_DIED, RUN_TIMEOUT, WORKER_LOST } from './error-names.js'
export { type ErrorCode, HorariumError, sentenceOf } from './errors.js'
export { type GroupSettings, groupSettings, groupSettingsProblems } from './group-settings.js'
export { isGroupName, isJobCode, type JobDefinition, type JobStatus } from './job-definition.js'
export { formatPause, isPaused, type JobPause, parsePause, PAUSE_FORM, pauseReason } from './job-pause.js'
export {
  type Backoff,
  BACKOFFS,
  DEFAULT_POLICY,
  type Isolation,
  ISOLATIONS,
  type JobPolicy,
  type Misfire,
  MISFIRES,
  type Overlap,
  OVERLAPS,
  type RetryPolicy,
} from './job-policy.js'
export { formatInterval, type Interval, isoOf } from './interval.js'
export {
  JOB_LEAVES,
  type JobLeafName,
  type JobPath,
  jobPath,
  jobPathOf,
  jobPaths,
  paramOf,
  POLICY_LEAVES,
  type PolicyLeaf,
} from './job-path.js'
export { groupOf, laneOf, lanesOf } from './lane.js'
export { didYouMean, nearest } from './nearest.js'
export {
  LOG_COMPONENTS,
  LOG_LEVELS,
  LOG_LEVELS_FORM,
  type LogComponent,
  type LogLevel,
  type LogLevelWish,
  logOf,
  parseLogLevels,
  withFields,
} from './log-levels.js'
export {
  isInMaintenance,
  type Maintenance,
  maintenanceReason,
  parseMaintenance,
} from './maintenance.js'
export { type Outcome, outcomeOfReturn, outcomeOfThrow, RESULT_LIMIT_BYTES } from './outcome.js'
export {
  concealerOf,
  maskField,
  maskParams,
  maskSetting,
  type Params,
  paramsFault,
  readParams,
  type ReadParams,
} from './params.js'
export type { Clock, LogFields, Logger } from './ports.js'
export type { CalendarFault, Problem } from './problem.js'
export { outcomeOfTargets, TARGETS_LIMIT, targetsIn } from './targets.js'
export { RunStop, type StopOrder, type StopVerdict } from './run-stop.js'
export { policyOfTexts } from './policy-texts.js'
export { INSTANCE_SETTINGS } from './setting-rows/instance-settings.js'
export { POLICY_SETTINGS } from './setting-rows/policy-settings.js'
export type {
  InstanceSettingName,
  InstanceSpec,
  KnownSpec,
  PolicyName,
  SettingName,
  SettingSpec,
  ValueSpec,
} from './setting-spec.js'
export {
  instancePath,
  type MeantSetting,
  SETTING_ROOT,
  SETTING_TABLE,
  settingOf,
  settingPath,
} from './setting-table.js'
export { commandWords, type ParsedSetting, parseSetting } from './setting-value.js'
export {
  type LayerValue,
  type Origin,
  ORIGINS,
  placeOf,
  type ResolvedSetting,
  resolveSettings,
  type SettingLayer,
  type Settings,
} from './settings.js'
export {
  FINISHED_STATUSES,
  type FinishedStatus,
  isFinished,
  isStatus,
  LEGAL_MOVES,
  type Status,
  type StatusCounts,
  STATUSES,
  sumCounts,
} from './status.js'
export { isBetweenSeconds } from './stamp.js'
export { allows, type Role, ROLES, type Token, type User } from './token.js'
