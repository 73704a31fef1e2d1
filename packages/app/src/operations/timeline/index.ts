export type { Bin, Bins } from './count-bins.js'
export type { PurgedDay } from './days.js'
export { type JobTimeline, readTimeline } from './timeline.js'
export { countTimeline, type GroupTimeline, groupTimelines } from './timeline-sums.js'
