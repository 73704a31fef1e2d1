/** Names of the errors that are not a handler's own: what a job may name in `retry_on` beside those it throws. */

/** The run lasted longer than its job's `timeout`. */
export const RUN_TIMEOUT = 'Timeout'

/** The handler's process came to its end under it: it called `process.exit`, ran out of memory, blocked for too long. */
export const PROCESS_DIED = 'ProcessDied'

/** The run was lost through no fault of its own: nobody kept its lease, or another run took its process. */
export const WORKER_LOST = 'WorkerLost'
