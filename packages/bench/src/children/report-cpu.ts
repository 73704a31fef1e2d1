import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { hear, say } from './parent.js'

export interface IdleOrder {
  readonly address: string
  /** A project with its modules. */
  readonly directory: string
}

/** Measures what this process and its children spend between two words of its parent: percent of one core. */
export async function reportCpu(): Promise<void> {
  say('started')
  await hear()
  const before = process.cpuUsage()
  const childrenBefore = childrenMs()
  const from = performance.now()
  say('measuring')
  await hear()
  const { user, system } = process.cpuUsage(before)
  const ms = (user + system) / 1_000 + childrenMs() - childrenBefore
  say((100 * ms) / (performance.now() - from))
}

const TICK_MS = 10

// As the kernel counts it, where it does so for everybody to see; elsewhere they are left out.
function childrenMs(): number {
  try {
    const pids = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ')
    return pids.filter((pid) => pid !== '').reduce((sum, pid) => sum + cpuMsOf(pid), 0)
  } catch {
    return 0
  }
}

function cpuMsOf(pid: string): number {
  // Behind the name in brackets, which may hold anything; user and system time are the 14th and 15th field.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return TICK_MS * (Number(fields[11]) + Number(fields[12]))
}
