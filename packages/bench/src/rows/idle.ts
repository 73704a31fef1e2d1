import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import type { Bench } from '../bench.js'
import { type ChildName, startChild } from '../child.js'
import { round } from '../figures.js'
import { type FreshRedis, withFreshRedis } from '../fresh-redis.js'
import { withFolder, writeModule } from '../module-folders.js'
import { defineRow, type Measured, type Row } from '../row.js'

interface Idle {
  /** Commands that came over a connection; a script is one, whatever it calls. */
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
      what: 'idle worker process, commands/s sent to Redis',
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
    const { withinScriptsPerSecond, ...figure } = ours
    return {
      figure,
      peers: {
        withinScriptsPerSecond,
        bullmqCommandsPerSecond: bare.commandsPerSecond,
        bullmqWithinScriptsPerSecond: bare.withinScriptsPerSecond,
        bullmqCpuPercent: bare.cpuPercent,
      },
    }
  })
}

interface Watched extends Idle {
  /** Commands that scripts called in turn; Redis counts them too. */
  readonly withinScriptsPerSecond: number
}

async function watch(
  { address }: FreshRedis,
  name: ChildName,
  { directory, watchMs }: { readonly directory: string; readonly watchMs: number },
): Promise<Watched> {
  const child = startChild(name, { address, directory })
  await child.next()
  const count = { sent: 0, withinScripts: 0 }
  const monitor = await openMonitor(address, (source) => {
    count[source === 'lua' ? 'withinScripts' : 'sent'] += 1
  })
  await pause(SETTLE_MS)
  child.tell('measure')
  await child.next()
  count.sent = 0
  count.withinScripts = 0
  await pause(watchMs)
  const { sent, withinScripts } = count
  child.tell('enough')
  const cpuPercent = await child.next<number>()
  monitor.destroy()
  await child.end()
  const perSecond = (commands: number): number => round(commands / (watchMs / 1_000), 2)
  return {
    commandsPerSecond: perSecond(sent),
    cpuPercent: round(cpuPercent, 2),
    withinScriptsPerSecond: perSecond(withinScripts),
  }
}

// `+1795281905.388892 [0 unix:/run/redis.sock] "eval" ...`, where a script's own commands say `[0 lua]`.
const MONITORED = /^\+[\d.]+ \[\d+ ([^\]]+)\]/

// By hand: ioredis takes a line that comes with the answer to MONITOR for the answer to something else, and throws.
async function openMonitor(address: string, onCommand: (source: string) => void): Promise<Socket> {
  const socket = connect(address)
  await once(socket, 'connect')
  createInterface({ input: socket }).on('line', (line) => {
    const [, source] = MONITORED.exec(line) ?? []
    if (source !== undefined) onCommand(source)
  })
  socket.write('MONITOR\r\n')
  return socket
}
