/** Names of the errors that are not a handler's own: what a job may name in `retry_on` beside those it throws. */

/** The run lasted longer than its job's `timeout`. */
export const RUN_TIMEOUT = 'Timeout'

/** The process the handler ran in came to its end: it called `process.exit`, ran out of memory, was killed. */
export const PROCESS_DIED = 'ProcessDied'

/** The whole node was lost with the run: nobody kept its lease. */
export const WORKER_LOST = 'WorkerLost'
