import { compileCalendar } from '@horarium/calendar'
import { callHere } from '@horarium/engine'
import { wallClock } from '../wall-clock.js'
import { listedJob } from '../plans.js'
import { readOrder, say } from './parent.js'
import { openWorker, type WorkerOrder } from './worker.js'

/** A worker that runs something every second and says so. */
const worker = await openWorker(readOrder() as WorkerOrder)
const { calendar } = compileCalendar({ kind: 'every', seconds: 1 })
if (!calendar) throw new Error('every second does not compile')
const job = listedJob(
  'bench_steady',
  [],
  callHere(() => say(wallClock())),
)
worker.plan([{ ...job, calendar: { compiled: calendar, fingerprint: 'every 1' } }])
worker.startClockwork()
