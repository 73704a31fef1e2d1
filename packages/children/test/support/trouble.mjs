import { setTimeout as sleep } from 'node:timers/promises'

export const succeed = () => 'fine'
export const fail = () => {
  throw new TypeError('no')
}
export const reject = async () => {
  throw new RangeError('out')
}
export const settleNever = () => new Promise(() => undefined)
export const loop = () => {
  for (;;);
}
export const blockFor = ({ params }) => {
  const until = performance.now() + Number(params.ms)
  while (performance.now() < until);
  return 'unblocked'
}
export const awaitThenLoop = async () => {
  await sleep(5)
  for (;;);
}
export const exit = async () => {
  await sleep(5)
  process.exit(3)
}
export const abort = () => process.abort()
export const exhaust = () => {
  const kept = []
  for (;;) kept.push(Array.from({ length: 10_000 }, (_, index) => ({ index })))
}
export const corrupt = () => {
  Object.assign(Array.prototype, { map: () => 'corrupted' })
  return 'done'
}
export const breakTheChannel = () => {
  process.send = undefined
  JSON.stringify = () => 'broken'
  globalThis.Promise = undefined
  return 'done'
}
export const throwLater = () =>
  new Promise(() => {
    setTimeout(() => {
      throw new Error('too late')
    }, 5)
  })
export const rejectAside = async () => {
  void Promise.reject(new Error('aside'))
  await sleep(20)
  return 'went on'
}
export const sleepFor = ({ params }) => sleep(Number(params.ms), 'slept')
export const untilStopped = ({ signal }) =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(`stopped: ${signal.reason.message}`))
  })
export const ignoreStop = () => sleep(600_000)
export const talk = ({ log, progress, setMessage, id, attempt, scheduledAt }) => {
  log.info('hello', { id, attempt, big: 1n, error: new Error('inside') })
  progress(40)
  setMessage('half way')
  process.stdout.write('to the output\n')
  return scheduledAt.toISOString()
}
export const pid = () => process.pid
export const spawnAndExit = async () => {
  const { spawn } = await import('node:child_process')
  const { writeFileSync } = await import('node:fs')
  const started = spawn('sleep', ['600'])
  writeFileSync(process.env.PID_FILE ?? '/dev/null', String(started.pid))
  process.exit(1)
}

export const ask = ({ enqueue }) => enqueue('mail', { at: new Date('2026-02-01T00:00:00Z'), params: { a: 1 } })
export const askWrongly = async ({ enqueue }) => {
  const asked = [enqueue('mail', { at: 'soon' }), enqueue('mail', { params: { a: 1n } })]
  return (await Promise.allSettled(asked)).map(({ reason }) => `${reason.name}: ${reason.message}`)
}
