export { defineHandler, type Handler } from './handler.js'
export type { RunLog, Schedule } from './schedule.js'
