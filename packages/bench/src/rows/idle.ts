import { setTimeout as pause } from 'node:timers/promises'
import type { Bench } from '../bench.js'
import { type ChildName, startChild } from '../child.js'
import { round } from '../figures.js'
import { type FreshRedis, withFreshRedis } from '../fresh-redis.js'
import { withFolder, writeModule } from '../module-folders.js'
import { defineRow, type Measured, type Row } from '../row.js'

interface Idle {
  readonly commandsPerSecond: number
  readonly cpuPercent: number
}

const SETTLE_MS = 2_000

/** A worker process with one lane and one job that is not due for months. */
export const IDLE: Row = defineRow<Idle>({
  name: 'idle',
  measure,
  waits: true,
  bars: [
    {
      what: 'idle worker process, Redis commands/s',
      bar: '< 5',
      read: ({ commandsPerSecond }) => `${commandsPerSecond}`,
      isMet: ({ commandsPerSecond }) => commandsPerSecond < 5,
    },
    {
      what: 'idle worker process, % of a core',
      bar: '< 0.5',
      read: ({ cpuPercent }) => `${cpuPercent} %`,
      isMet: ({ cpuPercent }) => cpuPercent < 0.5,
    },
  ],
})

async function measure(bench: Bench): Promise<Measured<Idle>> {
  const watchMs = bench.size(30_000, 5_000)
  bench.note(`${watchMs / 1_000} s of nothing`)
  return withFolder(async (directory) => {
    await writeModule(directory, 'Idle', [{ code: 'bench_far', expression: '0 0 29 2 *' }])
    const side = (name: ChildName): Promise<Watched> =>
      withFreshRedis(bench, (fresh) => watch(fresh, name, { directory, watchMs }))
    // Together: neither takes anything worth having from the other.
    const [ours, bare] = await Promise.all([side('idle'), side('idle-bare')])
    const { sentPerSecond, ...figure } = ours
    return {
      figure,
      peers: {
        sentPerSecond,
        bullmqCommandsPerSecond: bare.commandsPerSecond,
        bullmqSentPerSecond: bare.sentPerSecond,
        bullmqCpuPercent: bare.cpuPercent,
      },
    }
  })
}

interface Watched extends Idle {
  /** Commands that came over a connection; a script counts as one, whatever it calls. */
  readonly sentPerSecond: number
}

async function watch(
  { address, redis }: FreshRedis,
  name: ChildName,
  { directory, watchMs }: { readonly directory: string; readonly watchMs: number },
): Promise<Watched> {
  const child = startChild(name, { address, directory })
  await child.next()
  let sent = 0
  const monitor = await redis.monitor()
  monitor.on('monitor', (_time: string, _command: readonly string[], source: string) => {
    if (source !== 'lua') sent += 1
  })
  await pause(SETTLE_MS)
  child.tell('measure')
  await child.next()
  const before = await commandsOf(redis)
  sent = 0
  await pause(watchMs)
  const sentMeanwhile = sent
  const commands = (await commandsOf(redis)) - before - 1
  child.tell('enough')
  const cpuPercent = await child.next<number>()
  monitor.disconnect()
  await child.end()
  const perSecond = (count: number): number => round(count / (watchMs / 1_000), 2)
  return {
    commandsPerSecond: perSecond(commands),
    cpuPercent: round(cpuPercent, 2),
    sentPerSecond: perSecond(sentMeanwhile),
  }
}

// Those that scripts call are counted as well; this probe's own INFO is taken off by whoever asks twice.
async function commandsOf(redis: FreshRedis['redis']): Promise<number> {
  return Number(/^total_commands_processed:(\d+)/m.exec(await redis.info('stats'))?.[1])
}
