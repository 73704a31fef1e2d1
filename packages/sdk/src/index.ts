export { defineHandler, type Handler } from './handler.js'
export type { LogEvent, RunLog, Schedule } from './schedule.js'
