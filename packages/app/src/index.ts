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
} from './redis/index.js'
export { type App, type AppOptions, openApp } from './app.js'
export { type Configuration, configure, readSources, type Sources } from './configuration.js'
export { variableFor } from './environment-layer.js'
export { findJob, planOf } from './find-job.js'
export { fieldTexts } from './log-fields.js'
export { createLogger, LOG_LEVELS, type LogLevel, type LogOptions } from './logger.js'
export { Node, type NodeOptions } from './node.js'
export {
  type AddEntry,
  addEntry,
  type AuditOrder,
  auditTimetable,
  type ChangedJob,
  type ChangedValue,
  checkFolders,
  checkHealth,
  type EntryQuery,
  type ExpandOrder,
  type Expansion,
  expandCalendar,
  getSetting,
  importMagento,
  type ImportedMagento,
  type ImportMagento,
  type Health,
  type JobListing,
  type JobParts,
  type JobReport,
  type JobRun,
  type JobWishes,
  listJobs,
  listSettings,
  nextInstants,
  type PauseJob,
  orphanWarnings,
  pauseJob,
  type PurgedHistory,
  type PurgeHistory,
  purgeHistory,
  queryEntries,
  reloadFiles,
  reportJob,
  resetJob,
  resetSetting,
  resumeJob,
  type RunJob,
  runJob,
  type SettingListing,
  setJob,
  setJobActive,
  setSetting,
  showEntry,
  simulate,
  type Simulation,
  type SimulationOrder,
  type TimetableAudit,
  type TimetableWindow,
  type UpcomingRun,
  upcomingRuns,
} from './operations/index.js'
export { oneLine } from './one-line.js'
export { type PassReport, runPass } from './pass.js'
export { openProject, type Project, type ProjectOptions } from './project.js'
