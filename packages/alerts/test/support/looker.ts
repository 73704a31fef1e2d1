import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { inject, onTestFinished } from 'vitest'

/** A process of its own that looks at an instance with one failing job and delivers to an address. */
export function startLooker(namespace: string, now: number, url: string): ChildProcess {
  const args = [join(import.meta.dirname, 'looker.mjs'), inject('redisAddress'), namespace, String(now), url]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}
