export type { JobRun, ParamValues, RunError, RunJobOptions } from './job-run.js'
export { rehearse, runJob, type TestKit } from './kit.js'
export type {
  Downtime,
  Instant,
  RehearsedEntry,
  RehearsedGap,
  Rehearsal,
  RehearseOptions,
} from './rehearsal.js'
export {
  createTestSchedule,
  type EnqueuedEntry,
  type LoggedLine,
  type TestSchedule,
  type TestScheduleOptions,
} from './test-schedule.js'
