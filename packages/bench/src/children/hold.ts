import { HELD_CODE } from '../held-job.js'
import { listedJob } from '../plans.js'
import { readOrder, say } from './parent.js'
import { openWorker, type WorkerOrder } from './worker.js'

/** A worker with a run that never ends by itself. */
const worker = await openWorker(readOrder() as WorkerOrder)
worker.plan([
  listedJob(HELD_CODE, [worker.clock.now() + 100], (run) => {
    say(run.schedule.id)
    return new Promise(() => undefined)
  }),
])
worker.startClockwork()
