/** What the service answers, as whoever asks it from a program may name it. */
export type { JobSchedule } from './routes/job-schedule.js'
export type { Me } from './routes/me.js'
