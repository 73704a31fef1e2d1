import { cpus, loadavg, platform, release, totalmem } from 'node:os'
import type { Bench } from './bench.js'
import { round } from './figures.js'
import { withFreshRedis } from './fresh-redis.js'

/** What the figures were measured on; without it they mean nothing. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly system: string
  readonly node: string
  readonly redis: string
  /** Over 1, 5 and 15 minutes, before the first row. */
  readonly loadAverage: readonly number[]
}

const GIB = 2 ** 30

export async function readMachine(bench: Bench): Promise<Machine> {
  const [processor] = cpus()
  return {
    cpu: processor?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: round(totalmem() / GIB, 1),
    system: `${platform()} ${release()}`,
    node: process.version,
    redis: await withFreshRedis(bench, async ({ redis }) => versionIn(await redis.info('server'))),
    loadAverage: loadavg().map((load) => round(load, 2)),
  }
}

// Valkey answers with a Redis version it is compatible with, and names itself in a line of its own.
function versionIn(info: string): string {
  const field = (name: string): string | undefined => new RegExp(`^${name}:(.*?)\r?$`, 'm').exec(info)?.[1]
  const valkey = field('valkey_version')
  return valkey === undefined ? (field('redis_version') ?? 'unknown') : `valkey ${valkey}`
}
