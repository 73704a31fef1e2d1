export { defineHandler, type Handler } from './handler.js'
export {
  defineObserver,
  type LifecycleEvent,
  type LifecycleEventName,
  type ObservedEntry,
  type Observer,
} from './lifecycle.js'
export type { Enqueue, LogEvent, RunLog, Schedule } from './schedule.js'
