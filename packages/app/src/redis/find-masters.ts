import { HorariumError } from '@horarium/core'
import type { Endpoint, Login, RedisAddress } from '@horarium/store'
import { askRedis } from './ask-redis.js'
import { RedisRefusal, type Reply } from './reply.js'

/** One server that takes our commands. */
export interface Server {
  /** For a person; without the password. */
  readonly server: string
  /** A `redis://` or `rediss://` URL, or the absolute path of a unix socket. */
  readonly address: string
}

type ClusterAddress = RedisAddress & { readonly kind: 'cluster' }
type SentinelAddress = RedisAddress & { readonly kind: 'sentinel' }

const ANSWER_WITHIN_MS = 5_000

/**
 * The servers an address leads to: itself, the master that Sentinels name, or every master of a cluster. `shown` is
 * the address as errors name it. Rejects with what each host said when none of them answers.
 */
export async function findMasters(address: RedisAddress, shown: string): Promise<readonly Server[]> {
  switch (address.kind) {
    case 'socket':
      return [{ server: shown, address: address.path }]
    case 'single':
      return [{ server: shown, address: address.url }]
    case 'cluster':
      return mastersOfCluster(address, shown)
    case 'sentinel':
      return [await masterOfSentinels(address, shown)]
  }
}

async function mastersOfCluster(address: ClusterAddress, shown: string): Promise<readonly Server[]> {
  const { nodes, login, tls } = address
  const questions = [
    ['CLUSTER', 'INFO'],
    ['CLUSTER', 'SLOTS'],
  ]
  const { endpoint, replies } = await askFirst(nodes, { login, tls }, questions)
  const [state, slots] = replies
  if (state instanceof RedisRefusal && /cluster support disabled|unknown command/i.test(state.message)) {
    const single = shown.replace('+cluster', '').replace(/,[^/]*/, '')
    throw new HorariumError('configuration', `${shown} (REDIS_URL) is no cluster; write ${single}.`)
  }
  if (state instanceof RedisRefusal) throw state
  if (slots instanceof RedisRefusal) throw slots
  if (!String(state).includes('cluster_state:ok'))
    throw new Error('the cluster does not serve all its slots (see CLUSTER INFO)')
  return distinct(mastersIn(slots, endpoint)).map((master) => serverAt(master, { login, tls }))
}

/** The masters in an answer to CLUSTER SLOTS; one that does not know its own address is where it was asked. */
function mastersIn(slots: Reply, asked: Endpoint): readonly Endpoint[] {
  return listOf(slots).map((range) => {
    const [host, port] = listOf(listOf(range)[2])
    return { host: typeof host === 'string' && host !== '' && host !== '?' ? host : asked.host, port: Number(port) }
  })
}

async function masterOfSentinels(address: SentinelAddress, shown: string): Promise<Server> {
  const { sentinels, master, login, sentinelLogin, tls } = address
  const questions = [
    ['SENTINEL', 'GET-MASTER-ADDR-BY-NAME', master],
    ['SENTINEL', 'MASTERS'],
  ]
  const { replies } = await askFirst(sentinels, { login: sentinelLogin, tls }, questions)
  const [found, known] = replies
  if (found instanceof RedisRefusal && /unknown command/i.test(found.message)) {
    throw new HorariumError('configuration', `${shown} (REDIS_URL) names no Sentinel: a usual Redis answers there.`)
  }
  if (found instanceof RedisRefusal) throw found
  const [host, port] = listOf(found)
  if (typeof host === 'string') return serverAt({ host, port: Number(port) }, { login, tls })
  const names = listOf(known).map((one) => String(listOf(one)[1]))
  const sentence = `The Sentinels at ${shown} (REDIS_URL) watch no master '${master}', but: ${names.join(', ') || 'none'}.`
  throw new HorariumError('configuration', sentence)
}

interface Access {
  readonly login: Login
  readonly tls: boolean
}

interface Answer {
  readonly endpoint: Endpoint
  readonly replies: readonly Reply[]
}

/** Asks all of them and takes the first answer. */
async function askFirst(
  endpoints: readonly Endpoint[],
  access: Access,
  questions: readonly (readonly string[])[],
): Promise<Answer> {
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS)
  const asked = endpoints.map(async (endpoint) => {
    return { endpoint, replies: await askRedis(serverAt(endpoint, access).address, questions, signal) }
  })
  return Promise.any(asked)
}

function serverAt({ host, port }: Endpoint, { login, tls }: Access): Server {
  const { username = '', password = '' } = login
  const secret = password === '' ? '' : `${encodeURIComponent(username)}:${encodeURIComponent(password)}@`
  const place = `${host.includes(':') ? `[${host}]` : host}:${port}`
  return { server: place, address: `${tls ? 'rediss' : 'redis'}://${secret}${place}` }
}

function distinct(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  return [...new Map(endpoints.map((endpoint) => [`${endpoint.host}:${endpoint.port}`, endpoint])).values()]
}

function listOf(reply: Reply): readonly Reply[] {
  return Array.isArray(reply) ? reply : []
}
