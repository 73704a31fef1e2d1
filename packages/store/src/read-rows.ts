import { type Entry, type EntrySource, isStatus, type Status } from '@horarium/core'
import { decodeEntry, parseSource } from './entry-codec.js'
import type { Lane } from './lane.js'
import { readFields } from './read-fields.js'

// What a list shows of an entry: its result, its params and the stack of its error may each be long.
const SHOWN = [
  'status',
  'source',
  'attempt',
  'reason',
  'message',
  'progress',
  'worker',
  'author',
  'askedBy',
  'priority',
  'waitsFor',
  'releasedAt',
  'startedAt',
  'finishedAt',
  'durationMs',
  'dueAt',
] as const

/** Entries as a list shows them, in the order of the ids: without params, result, error and failed attempts. */
export async function readRows(lane: Lane, ids: readonly string[]): Promise<readonly Entry[]> {
  if (ids.length === 0) return []
  const look = lane.redis.pipeline()
  look.zmscore(lane.keys.released, ...ids)
  for (const id of ids) look.hmget(lane.keys.entry(id), ...SHOWN)
  const [released, ...records] = ((await look.exec()) ?? []).map(([, answer]) => answer as readonly (string | null)[])
  return ids.map((id, index) => {
    const named = SHOWN.map((name, nth) => [name, records[index]?.[nth] ?? null] as const)
    const hash = Object.fromEntries(named.filter((pair): pair is [(typeof SHOWN)[number], string] => pair[1] !== null))
    const releasedAt = released?.[index] ?? null
    return decodeEntry(lane, id, releasedAt === null ? { hash } : { hash, releasedAt: Number(releasedAt) })
  })
}

/** What an entry may be chosen by. */
export interface EntryMark {
  readonly status: Status
  readonly source: EntrySource
  readonly hasStarted: boolean
}

/** What entries may be chosen by, in the order of the ids. */
export async function readMarks(lane: Lane, ids: readonly string[]): Promise<readonly EntryMark[]> {
  const found = await readFields(lane, ids, ['status', 'source', 'startedAt'])
  return found.map(([status = '', source, startedAt]) => ({
    // What the calendar wrote down has no record until somebody claims or ends it.
    status: isStatus(status) ? status : 'pending',
    source: parseSource(source),
    hasStarted: startedAt !== '',
  }))
}
