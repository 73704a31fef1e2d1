import { Crew } from '@horarium/children'

// A parent that is killed: it has one child sleep and one loop for ever, and tells who they are.
const quiet = () => undefined
const logger = { debug: quiet, info: quiet, warn: quiet, error: quiet }
const limits = { size: 2, blockLimitMs: 0, memoryMiB: 0, recycleAfter: 0 }
const crew = new Crew({ directory: import.meta.dirname, logger, limits })
const call = (method) => {
  const address = { file: new URL('trouble.mjs', import.meta.url).pathname, className: 'trouble', method }
  const facts = { id: method, jobCode: method, scheduledAt: new Date(0), attempt: 1, params: { ms: '600000' } }
  const schedule = { ...facts, log: logger, progress: quiet, setMessage: quiet }
  return crew.call(address, { schedule, onStop: quiet }, 'shared')
}
await call('pid')
void call('sleepFor')
void call('loop')
setTimeout(() => process.send(crew.pids), 300)
