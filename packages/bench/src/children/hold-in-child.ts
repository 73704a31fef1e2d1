import { HELD_CODE } from '../held-job.js'
import { listedJob } from '../plans.js'
import { openBenchCrew } from './bench-crew.js'
import { readOrder, say } from './parent.js'
import { openWorker, type WorkerOrder } from './worker.js'

/** A node with a run in one of its child processes that never ends by itself; tells which process that is. */
const callOf = await openBenchCrew()
const worker = await openWorker(readOrder() as WorkerOrder)
worker.plan([
  listedJob(HELD_CODE, [worker.clock.now() + 100], (run) => {
    const { log } = run.schedule
    const heard = {
      ...run.schedule,
      log: { ...log, info: (message: string) => say({ id: run.id, pid: Number(message) }) },
    }
    return callOf('hold')({ ...run, schedule: heard })
  }),
])
worker.startClockwork()
