export type { AlertListing, Attempt, OpenAlert, Undelivered } from '@horarium/alerts'
export {
  type BinarySearch,
  ensureRedis,
  findRedisBinary,
  type PrivateRedis,
  type PrivateRedisOrder,
  type RedisBinary,
  type RedisLease,
  type RedisOrder,
  startPrivateRedis,
  startTemporaryRedis,
  type TemporaryRedis,
} from './redis/index.js'
export { type App, type AppOptions, openApp, type StandIns } from './app.js'
export { beginPass, type BegunPass, type PassPorts } from './begin-pass.js'
export type { JobValue } from '@horarium/config'
export { type Compiled, Compiler, type CompilerOrder } from './compile/index.js'
export { type Configuration, configure, readSources, type Sources } from './configuration.js'
export { variableFor } from './environment-layer.js'
export type { HandlerCalls, HandlerLook } from './crews.js'
export { findJob, planOf } from './find-job.js'
export { type GroupChoice, requireChoice, requireGroup } from './group-choice.js'
export { guardsNow } from './guards.js'
export {
  crontabLines,
  ENVIRONMENT_FILE,
  findInstallation,
  type Installation,
  type InstallationOrder,
  parsePassInterval,
  refuseOtherRedis,
  supervisorScript,
  systemdUnits,
  type Unit,
  type UnitsOrder,
} from './install/index.js'
export type { Finding } from './doctor/finding.js'
export { fieldTexts } from './log/log-fields.js'
export type { LogFileOptions } from './log/log-file.js'
export { LogLevels } from './log/log-levels.js'
export type { NewsListener } from './observers.js'
export { createLogger, type LogOptions } from './log/logger.js'
export { Node, type NodeOptions } from './node.js'
export { type AddEntry, addEntry } from './operations/add-entry.js'
export { listAlertChannels, listOpenAlerts, testAlerts, type TestedChannel } from './operations/alerts.js'
export {
  type AuditOrder,
  auditTimetable,
  type TimetableAudit,
  type TimetableWindow,
} from './operations/audit-timetable.js'
export { backfill, type BackfillOrder, planBackfill } from './operations/backfill.js'
export {
  changeCrontab,
  type CrontabChange,
  type CrontabPlan,
  foreseeCrontab,
  planInstall,
  planRemove,
} from './operations/change-crontab.js'
export {
  type ChangedJob,
  type ChangedValue,
  foreseeActive,
  type JobParts,
  type JobWishes,
  resetJob,
  setJob,
  setJobActive,
} from './operations/change-job.js'
export { type Change, changesBetween, type Marks, readMarks, TOPICS } from './operations/changes.js'
export { checkFolders } from './operations/check-folders.js'
export {
  createModule,
  type Neighbours,
  planModule,
  type PlannedModule,
  readNeighbours,
} from './operations/create-module.js'
export { type DiffOrder, diffSchedules, type JobDiff, type RunList } from './operations/diff-schedules.js'
export type { EntryCursor, EntryPageQuery } from './operations/entry-portions.js'
export { examine, type ExamineOrder } from './operations/examine.js'
export { expandCalendar, type ExpandOrder, type Expansion } from './operations/expand-calendar.js'
export { explainInstant, type Explanation } from './operations/explain-instant.js'
export type { Followed } from './operations/follow-change.js'
export type { ForeseenRuns } from './operations/foresee-runs.js'
export { type ForeseenSetting, foreseeSetting } from './operations/foresee-setting.js'
export { type FallingDue, foreseeDue } from './operations/foresee.js'
export { checkHealth, type Health, orphanWarnings } from './operations/health.js'
export { type ImportedMagento, importMagento, type ImportMagento } from './operations/import-magento.js'
export type { JobFigures } from './operations/job-figures.js'
export {
  awaitKilled,
  type KilledEntry,
  killEntry,
  type KillEntry,
  type KillWatch,
  removeEntry,
} from './operations/kill-entry.js'
export { type AuditLine, type AuditRecord, listAudit, pageAudit } from './operations/list-audit.js'
export { type EntryQuery, queryEntries, showEntry } from './operations/list-entries.js'
export { type FailingJob, listFailing } from './operations/list-failing.js'
export { type GroupListing, holdOfAll, type HoldOfAll, holdsKept, listGroups } from './operations/list-groups.js'
export { type JobListing, listJobs } from './operations/list-jobs.js'
export { listOverrides, type OverrideListing } from './operations/list-overrides.js'
export { listProblems, type ProblemListing } from './operations/list-problems.js'
export { listWorkers, type WorkerListing } from './operations/list-workers.js'
export { disableMaintenance, enableMaintenance } from './operations/maintenance.js'
export { jobCodeFault, moduleNameFault, scheduleFault } from './operations/module-faults.js'
export { nextInstants } from './operations/next-instants.js'
export { type Idle, type Overview, readOverview } from './operations/overview.js'
export { type EntryPage, pageEntries } from './operations/page-entries.js'
export {
  JOB_SORTS,
  type JobPage,
  type JobPlace,
  type JobQuery,
  type JobSort,
  type ListedJob,
  pageJobs,
} from './operations/page-jobs.js'
export { type LoggedRun, type LogQuery, pageLogs } from './operations/page-logs.js'
export type { PauseWish } from './operations/pause-at.js'
export { pauseEverything, pauseGroup, resumeEverything, resumeGroup } from './operations/pause-group.js'
export { pauseJob, resumeJob } from './operations/pause-job.js'
export { pausingPoison } from './operations/pause-poisoned.js'
export { presetOf, SCHEDULE_PRESETS, setPreset } from './operations/presets.js'
export { type CalendarPreview, type CalendarWish, previewCalendar } from './operations/preview-calendar.js'
export { type JobPreview, type PreviewedRun, previewJob } from './operations/preview-job.js'
export { type PurgedHistory, type PurgeHistory, purgeHistory } from './operations/purge-history.js'
export { type InstanceFigures, type LaneFigures, readFigures } from './operations/read-figures.js'
export { followRunLog, readRunLog, type RunLogPart } from './operations/read-run-log.js'
export { reloadFiles, reloadHere } from './operations/reload-files.js'
export { type JobReport, reportJob } from './operations/report-job.js'
export { type JobRun, type RunJob, runJob } from './operations/run-job.js'
export { sayEntries } from './operations/say-entries.js'
export { type ServiceHealth, serviceHealth } from './operations/service-health.js'
export {
  closeSession,
  findHolder,
  type Holder,
  type Login,
  type LoginOutcome,
  openSession,
} from './operations/sessions.js'
export { getSetting, listSettings, resetSetting, setSetting, type SettingListing } from './operations/settings.js'
export { showJob, type ShownJob } from './operations/show-job.js'
export { simulate, type Simulation, type SimulationOrder } from './operations/simulate.js'
export { isSystemJob, refuseSystemJob } from './operations/system-jobs.js'
export {
  type Bin,
  type Bins,
  countTimeline,
  type GroupTimeline,
  groupTimelines,
  type JobTimeline,
  type PurgedDay,
  readTimeline,
} from './operations/timeline/index.js'
export {
  authenticate,
  type CreatedToken,
  type CreateToken,
  createToken,
  listTokens,
  revokeToken,
} from './operations/tokens.js'
export { type UpcomingRun, upcomingRuns } from './operations/upcoming-runs.js'
export {
  changePassword,
  createUser,
  type CreateUser,
  hasCredentials,
  listUsers,
  removeUser,
} from './operations/users.js'
export { parseEnd, parseInstant } from './instants.js'
export { oneLine } from './one-line.js'
export { type PassReport, runPass } from './pass.js'
export { openProject, type Project, type ProjectOptions } from './project.js'
export {
  configurationShape,
  definitionFacts,
  type EntryDetails,
  entryDetails,
  type EntryShape,
  entryShape,
  healthShape,
  isoOf,
  jobShape,
  scheduleOf,
  settingShape,
  type Shape,
  timezoneOf,
} from './shapes/index.js'
