export { listAlertChannels, listOpenAlerts, type TestedChannel, testAlerts } from './alerts.js'
export { type FailingJob, listFailing, listFailingLately } from './list-failing.js'
export { type AddEntry, addEntry } from './add-entry.js'
export { type AuditOrder, auditTimetable, type TimetableAudit, type TimetableWindow } from './audit-timetable.js'
export {
  changeCrontab,
  type CrontabChange,
  type CrontabPlan,
  foreseeCrontab,
  planInstall,
  planRemove,
} from './change-crontab.js'
export { type Change, changesBetween, type Marks, readMarks, TOPICS } from './changes.js'
export {
  type ChangedJob,
  type ChangedValue,
  foreseeActive,
  type JobParts,
  type JobWishes,
  resetJob,
  setJob,
  setJobActive,
} from './change-job.js'
export { backfill, BACKFILL_PARAM, type BackfillOrder, planBackfill } from './backfill.js'
export { checkFolders } from './check-folders.js'
export { createModule, type Neighbours, type PlannedModule, planModule, readNeighbours } from './create-module.js'
export { jobCodeFault, moduleNameFault, scheduleFault } from './module-faults.js'
export { type DiffOrder, diffSchedules, type JobDiff, type RunList } from './diff-schedules.js'
export type { EntryCursor, EntryPageQuery } from './entry-portions.js'
export { examine, type ExamineOrder } from './examine.js'
export { type Explanation, explainInstant, type InstantFacts } from './explain-instant.js'
export { checkHealth, type Health, orphanWarnings } from './health.js'
export { type ExpandOrder, type Expansion, expandCalendar } from './expand-calendar.js'
export { type EntryQuery, queryEntries, showEntry } from './list-entries.js'
export { importMagento, type ImportedMagento, type ImportMagento } from './import-magento.js'
export {
  awaitKilled,
  type KilledEntry,
  type KillEntry,
  killEntry,
  type KillWatch,
  removeEntry,
} from './kill-entry.js'
export { type JobListing, listJobs } from './list-jobs.js'
export {
  type Bin,
  type Bins,
  countTimeline,
  type GroupTimeline,
  groupTimelines,
  type JobTimeline,
  type PurgedDay,
  readTimeline,
} from './timeline/index.js'
export { nextInstants } from './next-instants.js'
export { disableMaintenance, enableMaintenance } from './maintenance.js'
export type { PauseWish } from './pause-at.js'
export { type EntryPage, pageEntries } from './page-entries.js'
export { pauseEverything, pauseGroup, resumeEverything, resumeGroup } from './pause-group.js'
export { pauseJob, resumeJob } from './pause-job.js'
export { pausingPoison } from './pause-poisoned.js'
export { type JobPreview, type PreviewedRun, previewJob } from './preview-job.js'
export { type PurgedHistory, type PurgeHistory, purgeHistory } from './purge-history.js'
export { type InstanceFigures, type LaneFigures, readFigures } from './read-figures.js'
export { followRunLog, readRunLog, type RunLogPart } from './read-run-log.js'
export { reloadFiles, reloadHere } from './reload-files.js'
export { type JobReport, reportJob } from './report-job.js'
export { type JobRun, type RunJob, runJob } from './run-job.js'
export { sayEntries } from './say-entries.js'
export { getSetting, listSettings, resetSetting, type SettingListing, setSetting } from './settings.js'
export { type FullMinute, simulate, type Simulation, type SimulationOrder } from './simulate.js'
export { type UpcomingRun, upcomingRuns } from './upcoming-runs.js'
export {
  authenticate,
  type CreatedToken,
  type CreateToken,
  createToken,
  listTokens,
  revokeToken,
} from './tokens.js'
export { type ServiceHealth, serviceHealth } from './service-health.js'
export { presetOf, SCHEDULE_PRESETS, setPreset } from './presets.js'
export { isSystemJob, refuseSystemJob } from './system-jobs.js'
export {
  type AuditLine,
  type AuditPage,
  type AuditQuery,
  type AuditRecord,
  listAudit,
  pageAudit,
} from './list-audit.js'
export { listProblems, type ProblemListing } from './list-problems.js'
export { listWorkers, type WorkerListing, type WorkerListings } from './list-workers.js'
export { type ForeseenSetting, foreseeSetting } from './foresee-setting.js'
export { listOverrides, type OverrideListing } from './list-overrides.js'
export { closeSession, findHolder, type Holder, type Login, type LoginOutcome, openSession } from './sessions.js'
export { changePassword, createUser, type CreateUser, hasCredentials, listUsers, removeUser } from './users.js'
export type { Followed } from './follow-change.js'
export { type FallingDue, foreseeDue } from './foresee.js'
export type { JobFigures } from './job-figures.js'
export { type GroupListing, holdOfAll, type HoldOfAll, holdsKept, listGroups } from './list-groups.js'
export {
  JOB_SORTS,
  type JobPage,
  type JobPlace,
  type JobQuery,
  type JobSort,
  type ListedJob,
  pageJobs,
} from './page-jobs.js'
export { type CalendarPreview, type CalendarWish, previewCalendar } from './preview-calendar.js'
export { showJob, type ShownJob } from './show-job.js'
export { type ForeseenRuns, foreseeRuns } from './foresee-runs.js'
export { type EndedInHour, type Idle, type Overview, readOverview } from './overview.js'
export { listOverdue, type OverdueJob } from './list-overdue.js'
