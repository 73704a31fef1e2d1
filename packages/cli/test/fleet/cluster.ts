import type { RedisBinary } from '@horarium/app'
import { awaitThat } from '../support/await-that.js'
import { freePorts } from './free-ports.js'
import { type FleetServer, HOST, startServer } from './server.js'

/** A Redis Cluster on this machine: three masters, and a replica of each. */
export interface RedisCluster {
  readonly address: string
  readonly servers: readonly FleetServer[]
  /** The server that is master of a key now. */
  masterOf(key: string): Promise<FleetServer>
  stop(): Promise<void>
}

export interface FleetOrder {
  readonly binary: RedisBinary
  /** Where the servers keep their files; it exists. */
  readonly directory: string
}

const MASTERS = 3
const SLOTS = 16_384
// How long a node is silent until the others take it for dead.
const NODE_TIMEOUT_MS = 2_000
const JOINED_WITHIN_MS = 30_000

/** Starts a cluster and waits until every slot is served and every replica is in step. */
export async function startCluster(order: FleetOrder): Promise<RedisCluster> {
  const ports = await freePorts(4 * MASTERS)
  const busPorts = ports.slice(2 * MASTERS)
  const servers = await Promise.all(
    busPorts.map((busPort, nth) => startServer({ ...order, port: ports[nth] ?? 0, words: wordsOf(nth, busPort) })),
  )
  const [first] = servers
  if (!first) throw new Error('A cluster has servers.')
  for (const [nth, server] of servers.entries()) {
    await server.ask('CLUSTER', 'MEET', HOST, String(first.port), String(busPorts[0]))
    if (nth < MASTERS) await server.ask('CLUSTER', 'ADDSLOTSRANGE', ...slotsOf(nth))
  }
  await awaitEach(servers, 'INFO', `cluster_known_nodes:${servers.length}`)
  await Promise.all(servers.slice(MASTERS).map((replica, nth) => follow(replica, servers[nth])))
  await awaitEach(servers, 'INFO', 'cluster_state:ok')
  return {
    address: `redis+cluster://${servers.map(({ port }) => `${HOST}:${port}`).join(',')}`,
    servers,
    masterOf: async (key) => await masterOf(servers, key),
    stop: async () => void (await Promise.all(servers.map((server) => server.stop()))),
  }
}

function wordsOf(nth: number, busPort: number): readonly string[] {
  const settings: Readonly<Record<string, string>> = {
    'cluster-enabled': 'yes',
    'cluster-config-file': `nodes-${nth}.conf`,
    'cluster-port': String(busPort),
    'cluster-node-timeout': String(NODE_TIMEOUT_MS),
    save: '',
    dbfilename: `${nth}.rdb`,
    'repl-diskless-sync-delay': '0',
  }
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])
}

function slotsOf(nth: number): readonly [string, string] {
  const border = (at: number): number => Math.floor((at * SLOTS) / MASTERS)
  return [String(border(nth)), String(border(nth + 1) - 1)]
}

async function follow(replica: FleetServer, master: FleetServer | undefined): Promise<void> {
  await replica.ask('CLUSTER', 'REPLICATE', String(await master?.ask('CLUSTER', 'MYID')))
  await awaitThat(
    () => replica.ask('INFO', 'replication'),
    (info) => /master_link_status:up/.test(String(info)),
    JOINED_WITHIN_MS,
  )
}

async function awaitEach(servers: readonly FleetServer[], command: string, line: string): Promise<void> {
  for (const server of servers) {
    await awaitThat(
      () => server.ask('CLUSTER', command),
      (told) => String(told).includes(line),
      JOINED_WITHIN_MS,
    )
  }
}

type SlotRange = readonly [from: number, to: number, master: readonly [host: string, port: number, id: string]]

async function masterOf(servers: readonly FleetServer[], key: string): Promise<FleetServer> {
  // One that was killed does not answer.
  const [slot, ranges] = await Promise.any(
    servers.map((server) => Promise.all([server.ask('CLUSTER', 'KEYSLOT', key), server.ask('CLUSTER', 'SLOTS')])),
  )
  const range = (ranges as readonly SlotRange[]).find(([from, to]) => from <= Number(slot) && Number(slot) <= to)
  const found = servers.find(({ port }) => port === range?.[2][1])
  if (!found) throw new Error(`no server holds ${key}`)
  return found
}
