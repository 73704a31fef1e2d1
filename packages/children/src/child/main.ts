import { Worker } from 'node:worker_threads'
import type { Order } from '../protocol.js'
import { Host } from './host.js'
import { Reporter } from './reporter.js'
import { currentRun } from './run.js'

const LAST_WORDS_MS = 2_000

const reporter = new Reporter()
const host = new Host(reporter)
const exit = process.exit.bind(process)

process.on('message', (order) => host.obey(order as Order))
process.on('uncaughtException', (thrown) => host.takeStray(thrown, currentRun.getStore()))
process.on('unhandledRejection', (thrown) => host.takeStray(thrown, undefined))
process.on('beforeExit', () => host.takeEmptyLoop())
// The parent decides when a child ends, also when a terminal or a service manager signals all of them.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => undefined)
process.on('disconnect', () => leave())

process.exit = (code) => {
  const run = currentRun.getStore()
  reporter.tell({ is: 'exiting', code: Number(code ?? 0), ...(run ? { run: run.order.run } : {}) })
  reporter.flush()
  return exit(code)
}

// The parent may be gone already: whoever loads so late has missed that it left.
if (process.connected) begin()
else leave()

function begin(): void {
  try {
    const watchdog = new Worker(new URL('watchdog.js', import.meta.url), { workerData: Number(process.argv[2]) })
    watchdog.once('error', () => exit(1))
    watchdog.unref()
  } catch {
    // Nobody would notice that it is left alone; its folder may be gone.
    exit(1)
  }
  reporter.tell({ is: 'ready' })
}

// The parent is gone, or has let go of a child with nothing to do.
function leave(): void {
  if (host.running === 0) exit(0)
  host.stopAll(new Error('the node is gone'))
  setInterval(() => {
    if (host.running === 0) exit(0)
  }, 20)
  setTimeout(() => exit(1), LAST_WORDS_MS)
}
