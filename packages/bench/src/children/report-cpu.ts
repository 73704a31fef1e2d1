import { performance } from 'node:perf_hooks'
import { hear, say } from './parent.js'

export interface IdleOrder {
  readonly address: string
  /** A project with its modules. */
  readonly directory: string
}

/** Measures what this process spends between two words of its parent: percent of one core. */
export async function reportCpu(): Promise<void> {
  say('started')
  await hear()
  const before = process.cpuUsage()
  const from = performance.now()
  say('measuring')
  await hear()
  const { user, system } = process.cpuUsage(before)
  say((user + system) / 10 / (performance.now() - from))
}
