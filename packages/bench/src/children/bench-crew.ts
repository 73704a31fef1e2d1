import { fileURLToPath } from 'node:url'
import { Crew } from '@horarium/children'
import type { PlannedJob } from '@horarium/engine'
import { benchSettings, silent } from '../plans.js'

type HandlerName = keyof typeof import('./handlers.js')
type Call = NonNullable<PlannedJob['call']>

const FILE = fileURLToPath(new URL('handlers.js', import.meta.url))

/** The child processes a node has when nobody has set anything, ready; answers how a handler is called in them. */
export async function openBenchCrew(): Promise<(handler: HandlerName) => Call> {
  const { processes, blockLimitMs, memoryMiB, recycleAfter } = benchSettings()
  const limits = { size: processes, blockLimitMs, memoryMiB, recycleAfter }
  const crew = new Crew({ directory: import.meta.dirname, logger: silent, limits })
  const callOf = (method: HandlerName) => {
    const address = { file: FILE, className: 'handlers', method }
    return (run: Parameters<Call>[0]) => crew.call(address, run, 'shared')
  }
  crew.warm([])
  await crew.ready()
  return callOf
}
