import { HorariumError } from '@horarium/core'
import type { ServerFacts } from './server-facts.js'

const SAFE_POLICY = 'noeviction'

export interface EvictionCheck {
  /** The server, as a person knows it. */
  readonly server: string
  /** Insist on a server that may drop entries. */
  readonly unsafeEviction: boolean
  readonly onNotice: (sentence: string) => void
}

/** Throws `redis-unsafe` for a store that drops keys when its memory is full: entries would vanish without a word. */
export function refuseEviction({ maxmemoryPolicy }: ServerFacts, check: EvictionCheck): void {
  const { server, unsafeEviction, onNotice } = check
  if (maxmemoryPolicy === SAFE_POLICY) return
  if (maxmemoryPolicy === undefined) {
    onNotice(`${server} does not tell its maxmemory-policy; make sure that it is ${SAFE_POLICY}.`)
    return
  }
  const fault = `${server} has maxmemory-policy ${maxmemoryPolicy} and drops entries when its memory is full`
  if (!unsafeEviction) {
    throw new HorariumError('redis-unsafe', `${fault}; set it to ${SAFE_POLICY}, or insist with --unsafe-eviction.`)
  }
  onNotice(`${fault}; going on, as was insisted.`)
}
