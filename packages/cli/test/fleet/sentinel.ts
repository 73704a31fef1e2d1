import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { awaitThat } from '../support/await-that.js'
import type { FleetOrder } from './cluster.js'
import { freePorts } from './free-ports.js'
import { type FleetServer, HOST, startServer } from './server.js'

/** A master with two replicas, watched by three Sentinels. */
export interface SentinelFleet {
  readonly address: string
  readonly servers: readonly FleetServer[]
  /** The server that is master now, as the Sentinels say. */
  master(): Promise<FleetServer>
  stop(): Promise<void>
}

const NAME = 'horarium-test'
const SERVERS = 3
const QUORUM = 2
const DOWN_AFTER_MS = 1_000
const FAILOVER_TIMEOUT_MS = 5_000
const JOINED_WITHIN_MS = 30_000

/** Starts them and waits until the Sentinels know one another and both replicas. */
export async function startSentinels(order: FleetOrder): Promise<SentinelFleet> {
  const ports = await freePorts(2 * SERVERS)
  const [first = 0] = ports
  const servers = await Promise.all(
    ports.slice(0, SERVERS).map((port) => {
      const words = ['--save', '', '--repl-diskless-sync-delay', '0', '--dbfilename', `${port}.rdb`]
      const role = port === first ? [] : ['--replicaof', `${HOST} ${first}`]
      return startServer({ ...order, port, words: [...words, ...role] })
    }),
  )
  const sentinels = await Promise.all(ports.slice(SERVERS).map((port) => startSentinel(order, port, first)))
  const watcher = sentinels[0] ?? raise('no Sentinel was started')
  await awaitThat(
    () => watcher.ask('INFO', 'sentinel'),
    (told) => String(told).includes(`slaves=${SERVERS - 1},sentinels=${SERVERS}`),
    JOINED_WITHIN_MS,
  )
  return {
    address: `redis+sentinel://${sentinels.map(({ port }) => `${HOST}:${port}`).join(',')}/${NAME}`,
    servers,
    master: async () => {
      const [, port] = (await watcher.ask('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', NAME)) as readonly string[]
      return servers.find((server) => server.port === Number(port)) ?? raise('the Sentinels name a stranger')
    },
    stop: async () => void (await Promise.all([...servers, ...sentinels].map((server) => server.stop()))),
  }
}

// A Sentinel keeps what it learns in its own configuration file.
async function startSentinel(order: FleetOrder, port: number, master: number): Promise<FleetServer> {
  const file = join(order.directory, `sentinel-${port}.conf`)
  const lines = [
    `sentinel monitor ${NAME} ${HOST} ${master} ${QUORUM}`,
    `sentinel down-after-milliseconds ${NAME} ${DOWN_AFTER_MS}`,
    `sentinel failover-timeout ${NAME} ${FAILOVER_TIMEOUT_MS}`,
  ]
  await writeFile(file, `${lines.join('\n')}\n`)
  return startServer({ ...order, port, words: [file, '--sentinel'] })
}

function raise(sentence: string): never {
  throw new Error(sentence)
}
