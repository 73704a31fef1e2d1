import { askRedis } from './ask-redis.js'
import { RedisRefusal, type Reply } from './reply.js'

const ANSWER_WITHIN_MS = 5_000

/** What a Redis says of itself; what it will not say is left out. */
export interface ServerFacts {
  /** `Redis 7.0.15` or `Valkey 8.0.1`. */
  readonly name: string
  readonly pid?: number
  /** `standalone`, `cluster` or `sentinel`. */
  readonly mode?: string
  readonly maxmemoryPolicy?: string
  /** What it keeps on its disk; a managed service may not tell. */
  readonly keeps?: 'every write' | 'snapshots' | 'nothing'
  /** Its last write to the disk failed. */
  readonly cannotKeep: boolean
}

const QUESTIONS = [
  ['PING'],
  ['CONFIG', 'GET', 'maxmemory-policy'],
  ['INFO', 'memory'],
  ['INFO', 'server'],
  ['INFO', 'persistence'],
  ['CONFIG', 'GET', 'save'],
]

/** Asks a Redis what it is. Rejects when it does not answer within 5 s, refuses us, or is not ready for commands. */
export async function readServerFacts(address: string): Promise<ServerFacts> {
  const replies = await askRedis(address, QUESTIONS, AbortSignal.timeout(ANSWER_WITHIN_MS))
  const [pong, policyPair, memory, server, persistence, savePair] = replies
  if (pong instanceof RedisRefusal) throw pong
  // Managed services often forbid CONFIG but answer INFO.
  const policy = (Array.isArray(policyPair) && textOf(policyPair[1])) || fieldOf(memory, 'maxmemory_policy')
  const pid = Number(fieldOf(server, 'process_id'))
  const keeps = keptBy(fieldOf(persistence, 'aof_enabled'), Array.isArray(savePair) ? textOf(savePair[1]) : undefined)
  const writes = ['aof_last_write_status', 'rdb_last_bgsave_status'].map((field) => fieldOf(persistence, field))
  const mode = fieldOf(server, 'redis_mode') ?? fieldOf(server, 'server_mode')
  return {
    name: nameOf(server),
    ...(pid > 0 && { pid }),
    ...(mode && { mode }),
    ...(policy && { maxmemoryPolicy: policy }),
    ...(keeps && { keeps }),
    cannotKeep: writes.includes('err'),
  }
}

function keptBy(appendOnly: string | undefined, snapshots: string | undefined): ServerFacts['keeps'] {
  if (appendOnly === '1') return 'every write'
  if (appendOnly === undefined || snapshots === undefined) return undefined
  return snapshots === '' ? 'nothing' : 'snapshots'
}

function nameOf(server: Reply): string {
  const valkey = fieldOf(server, 'valkey_version')
  return valkey === undefined ? `Redis ${fieldOf(server, 'redis_version') ?? ''}`.trim() : `Valkey ${valkey}`
}

function fieldOf(info: Reply, field: string): string | undefined {
  return new RegExp(`^${field}:(.*?)\\r?$`, 'm').exec(textOf(info) ?? '')?.[1]
}

function textOf(reply: Reply): string | undefined {
  return typeof reply === 'string' ? reply : undefined
}
