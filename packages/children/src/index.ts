export { HandlersHere } from './handlers-here.js'
export type { CalledRun } from './called-run.js'
export { type CheckOptions, checkHandlers } from './check-handlers.js'
export { Crew, type CrewLimits, type CrewOptions } from './crew.js'
