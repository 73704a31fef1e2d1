import type { EntrySource } from '@horarium/core'
import { parseSource } from './entry-codec.js'
import type { OwnedRun } from './keep-runs.js'
import type { Lane } from './lane.js'

/** A run that asks for other entries. */
export interface Asker {
  readonly source: EntrySource
  readonly author: string | undefined
  /** How many entries in a row asked for the next, until it. */
  readonly depth: number
}

/** What is known of a run that asks; `undefined` when the run does not own its entry any more: it may ask for nothing. */
export async function readAsker({ redis, keys }: Lane, { id, token }: OwnedRun): Promise<Asker | undefined> {
  const [owner, source, author, depth] = await redis.hmget(keys.entry(id), 'token', 'source', 'author', 'depth')
  if (owner !== token) return undefined
  return { source: parseSource(source ?? undefined), author: author ?? undefined, depth: Number(depth ?? 0) }
}
