import { parseEntryId } from '@horarium/core'
import { addFields, withdrawEntry } from './add-entry.js'
import type { Lane } from './lane.js'
import { callScript, loadScript } from './script.js'

const CLOSE = loadScript('close')
const REOPEN = loadScript('reopen')

// No job code begins so, and therefore no entry's id.
const MOVED = '>'

/** Who holds a job in a lane: entries that run or are next, or the lane it was moved to. */
export type Holder = { readonly entryIds: readonly string[] } | { readonly movedTo: string }

/** Reads what stands in a lane's `held`. */
export function parseHolder(text: string): Holder {
  return text.startsWith(MOVED) ? { movedTo: text.slice(MOVED.length) } : { entryIds: text.split(' ') }
}

/** Who holds which job in a lane: as many as run, and those that were moved away. */
export async function readHolders({ redis, keys }: Lane): Promise<ReadonlyMap<string, Holder>> {
  const held = await redis.hgetall(keys.held)
  return new Map(Object.entries(held).map(([code, text]) => [code, parseHolder(text)]))
}

/**
 * Closes a lane to a job that belongs to another by now: from then on nobody can claim an entry of it here, also not a
 * process that has not heard of the move. Answers the entry that still runs here instead, if one does.
 */
export async function closeLane(lane: Lane, jobCode: string, home: Lane): Promise<string | undefined> {
  const { held, running } = lane.keys
  const answer = await callScript(lane.redis, CLOSE, { keys: [held, running], args: [jobCode, MOVED + home.name] })
  return answer === '' ? undefined : String(answer)
}

/** Opens a lane again to a job that has come back. */
export async function reopenLane(lane: Lane, jobCode: string): Promise<void> {
  await callScript(lane.redis, REOPEN, { keys: [lane.keys.held], args: [jobCode] })
}

/**
 * Carries a waiting entry over to another lane. Written there first: whoever dies in between leaves it in both, and the
 * next to carry it over finds it there. The lane it leaves must be closed to its job.
 */
export async function moveEntry(id: string, from: Lane, home: Lane): Promise<void> {
  const { scheduledAt } = parseEntryId(id)
  const record = await from.redis.hgetall(from.keys.entry(id))
  const score = record['dueAt'] ?? scheduledAt
  const fields = Object.keys(record).length > 0 ? record : { status: 'pending', source: 'calendar' }
  await addFields(home, id, { set: home.keys.pending, score, fields: Object.entries(fields).flat() })
  await withdrawEntry(from, id)
}
