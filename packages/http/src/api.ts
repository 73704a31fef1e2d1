/** What the service answers, as whoever asks it from a program may name it. */
export type { JobSchedule } from './routes/job-schedule.js'
export type { Me } from './routes/me.js'
export type { AlertList, AlertRow, TestedAlert, WaitingMessage } from './routes/alerts.js'
export type { AuditRow } from './routes/audit.js'
export type { ProblemList, ProblemRow } from './routes/problems.js'
export type { WorkerList, WorkerRow, WorkerRun } from './routes/workers.js'
export type { Changed } from './routes/events.js'
