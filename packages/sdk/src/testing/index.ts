export {
  createTestSchedule,
  type EnqueuedEntry,
  type LoggedLine,
  type TestSchedule,
  type TestScheduleOptions,
} from './test-schedule.js'
