export { createTestSchedule, type LoggedLine, type TestSchedule, type TestScheduleOptions } from './test-schedule.js'
