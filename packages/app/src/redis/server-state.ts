import { askRedis } from './ask-redis.js'
import { RedisRefusal } from './reply.js'

const ANSWER_WITHIN_MS = 1_000

/** `busy`: it answers, but loads its file or runs a long script; `silent`: nobody answers. */
export type ServerState = 'ready' | 'busy' | 'silent'

/** Knocks at a server once. */
export async function stateOf(address: string): Promise<ServerState> {
  try {
    const [pong] = await askRedis(address, [['PING']], AbortSignal.timeout(ANSWER_WITHIN_MS))
    return pong instanceof RedisRefusal ? 'busy' : 'ready'
  } catch {
    return 'silent'
  }
}
