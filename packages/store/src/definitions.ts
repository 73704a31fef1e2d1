import type { CalendarSpec } from '@horarium/core'
import type { Lane } from './lane.js'

/** Which calendar counted for a job from an instant on; what an audit knows of the past. */
export interface DefinitionRecord {
  /** Instants after this one are its own, epoch ms. */
  readonly from: number
  /** When the job runs; absent where the calendar does not start it. */
  readonly spec?: CalendarSpec
  /** Why the calendar does not start it: `disabled`, `invalid`, `by hand`, `gone`. */
  readonly why?: string
  /** Up to where the calendar before this one was written down, when that was not as far as `from`: nothing ran. */
  readonly writtenTo?: number
}

/** A job's definitions are kept up to this number; of a longer list the oldest are forgotten. */
export const DEFINITIONS_KEPT = 50
const PAGE = 1_000

/** The definitions of some jobs, oldest first; jobs that never had one are left out. */
export async function readDefinitions(
  { redis, keys }: Lane,
  jobCodes: readonly string[],
): Promise<ReadonlyMap<string, readonly DefinitionRecord[]>> {
  const found = new Map<string, readonly DefinitionRecord[]>()
  for (let at = 0; at < jobCodes.length; at += PAGE) {
    const codes = jobCodes.slice(at, at + PAGE)
    const texts = await redis.hmget(keys.definitions, ...codes)
    texts.forEach((text, index) => text && found.set(codes[index] ?? '', decodeDefinitions(text)))
  }
  return found
}

/** The definitions of every job that was ever written down in the lane. */
export async function listDefinitions({
  redis,
  keys,
}: Lane): Promise<ReadonlyMap<string, readonly DefinitionRecord[]>> {
  const found = new Map<string, readonly DefinitionRecord[]>()
  let cursor = '0'
  do {
    const [next, fields] = await redis.hscan(keys.definitions, cursor, 'COUNT', PAGE)
    for (let index = 0; index < fields.length; index += 2) {
      found.set(fields[index] ?? '', decodeDefinitions(fields[index + 1] ?? '[]'))
    }
    cursor = next
  } while (cursor !== '0')
  return found
}

/** As the script writes them, with the job's step of the timetable. */
export function encodeDefinitions(records: readonly DefinitionRecord[]): string {
  return JSON.stringify(records.slice(-DEFINITIONS_KEPT))
}

function decodeDefinitions(text: string): readonly DefinitionRecord[] {
  return JSON.parse(text) as readonly DefinitionRecord[]
}
