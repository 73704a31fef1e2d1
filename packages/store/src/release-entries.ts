import type { Lane } from './lane.js'
import { callScript, loadScript } from './script.js'

const RELEASE = loadScript('release')
const RERELEASE = loadScript('rerelease')
/** So many at once are taken out of the timetable. */
export const DUE_AT_ONCE = 1_000

/** A pending entry and when it is due, epoch ms. */
export interface DueEntry {
  readonly id: string
  readonly dueAt: number
}

/** The pending entries due at or before `now`, newest first, at most 1,000. */
export async function readDue(lane: Lane, now: number): Promise<readonly DueEntry[]> {
  const members = await lane.redis.zrevrangebyscore(
    lane.keys.pending,
    now,
    '-inf',
    'WITHSCORES',
    'LIMIT',
    0,
    DUE_AT_ONCE,
  )
  return pairs(members)
}

/** Takes entries out of the timetable for the queue; answers the ids this call won. */
export async function releaseEntries(lane: Lane, ids: readonly string[], now: number): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const { pending, released } = lane.keys
  const answer = await callScript(lane.redis, RELEASE, { keys: [pending, released], args: [now, ...ids] })
  const won = answer as string[]
  if (won.length > 0) lane.onNews?.({ is: 'released', ids: won, at: now })
  return won
}

/** Picks entries released at or before `before` that nobody claimed, oldest first, at most 1,000: to be sent again. */
export async function rereleaseEntries(lane: Lane, before: number, now: number): Promise<readonly string[]> {
  const answer = await callScript(lane.redis, RERELEASE, {
    keys: [lane.keys.released],
    args: [now, before, DUE_AT_ONCE],
  })
  const ids = answer as string[]
  if (ids.length > 0) lane.onNews?.({ is: 'rereleased', ids, at: now })
  return ids
}

/** The released entries whose release is oldest, at most 1,000, with the instant they were released. */
export async function readReleased(lane: Lane): Promise<readonly DueEntry[]> {
  return pairs(await lane.redis.zrange(lane.keys.released, '0', `${DUE_AT_ONCE - 1}`, 'WITHSCORES'))
}

function pairs(members: readonly string[]): readonly DueEntry[] {
  const entries: DueEntry[] = []
  for (let index = 0; index < members.length; index += 2) {
    entries.push({ id: members[index] ?? '', dueAt: Number(members[index + 1]) })
  }
  return entries
}
