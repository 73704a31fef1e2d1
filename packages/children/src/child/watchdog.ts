import { setInterval } from 'node:timers'
import { workerData } from 'node:worker_threads'

// A thread of its own, so that it sees what a blocked event loop cannot: that the parent is gone. The parent kept the
// leases of the runs here; they end in seconds, and then others may start these jobs again.
const LOOK_MS = 500
const LAST_WORDS_MS = 2_000

let orphanedFor = 0
setInterval(() => {
  if (process.ppid === workerData) return
  orphanedFor += LOOK_MS
  if (orphanedFor > LAST_WORDS_MS) process.kill(process.pid, 'SIGKILL')
}, LOOK_MS)
