export { checkParams, InvalidParams, type ParamIssue } from './check-params.js'
export { defineHandler, type Handler } from './handler.js'
export {
  defineObserver,
  type LifecycleEvent,
  type LifecycleEventName,
  type ObservedEntry,
  type Observer,
} from './lifecycle.js'
export type { Enqueue, LogEvent, Params, RunLog, Schedule } from './schedule.js'
export type { StandardIssue, StandardResult, StandardSchemaV1 } from './standard-schema.js'
export { defineTargets, type Target, type TargetProvider } from './targets.js'
