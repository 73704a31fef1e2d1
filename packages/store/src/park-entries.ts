import { parseEntryId } from '@horarium/core'
import type { Lane } from './lane.js'
import { callScript, loadScript } from './script.js'

const PARK = loadScript('park')
const UNPARK = loadScript('unpark')
const FRONTS = loadScript('fronts')

// One set holds all who wait in a lane, in the order of their texts: first what they wait for, then whose time is
// first. A job's code never begins so, thus those who wait for room stand together.
const LANE_QUEUE = '*'
const LOWEST_PRIORITY = 100
const FRONTS_AT_ONCE = 500
const FRONTS_FOR_ROOM = 100

/** What the runs of an entry's job and target are waited for under. */
export function queueOf(id: string): string {
  const { jobCode, target = '' } = parseEntryId(id)
  return `${jobCode}~${target}`
}

/** An entry's place among those who wait for runs of its job and target. */
export function jobPlace(id: string): string {
  return `${queueOf(id)} ${orderOf(id)} ${id}`
}

/** An entry's place among those who wait for room in the lane: the greatest priority first. */
export function lanePlace(id: string, priority: number): string {
  return `${LANE_QUEUE}${String(LOWEST_PRIORITY - priority).padStart(3, '0')} ${orderOf(id)} ${id}`
}

/** What a parked entry waits for. */
export interface Wait {
  readonly place: string
  /** The entry it waits for, or `room`; left out = whoever has its job, or else its `turn`. */
  readonly waitsFor?: string
}

/** Parks a released entry: nobody sends it until it is its turn. Answers whether it was still waiting there. */
export async function parkEntry(lane: Lane, id: string, { place, waitsFor = '' }: Wait): Promise<boolean> {
  const { released, parked, turns, held, entry } = lane.keys
  const answer = await callScript(lane.redis, PARK, {
    keys: [released, parked, turns, held, entry(id)],
    args: [id, parseEntryId(id).jobCode, place, waitsFor],
  })
  return answer === 1
}

/** Releases those parked entries whose turn it is; answers them, to be sent. */
export async function unparkEntries(
  lane: Lane,
  ids: readonly string[],
  { now, room }: { readonly now: number; readonly room: number },
): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const { parked, released, held, running, turns, entry } = lane.keys
  const answer = await callScript(lane.redis, UNPARK, {
    keys: [parked, released, held, running, turns, ...ids.map(entry)],
    args: [now, room, ...ids.flatMap((id) => [id, parseEntryId(id).jobCode])],
  })
  return answer as string[]
}

/** Who is first behind entries that have ended, and first of those who wait for room: as many as have ended. */
export async function readNext({ redis, keys }: Lane, ended: readonly string[]): Promise<readonly string[]> {
  const look = redis.pipeline()
  for (const queue of new Set(ended.map(queueOf))) {
    look.zrangebylex(keys.parked, `[${queue} `, `(${queue}!`, 'LIMIT', 0, 1)
  }
  look.zrangebylex(keys.parked, `[${LANE_QUEUE}`, `(${AFTER_LANE_QUEUE}`, 'LIMIT', 0, ended.length)
  const answers = (await look.exec()) ?? []
  return answers.flatMap(([, places]) => (places as readonly string[]).map(entryIn))
}

const AFTER_LANE_QUEUE = String.fromCharCode(LANE_QUEUE.charCodeAt(0) + 1)

/** Who is first of everything that is waited for in a lane, some 500 at most; of those who wait for room the first 100. */
export async function readFronts({ redis, keys }: Lane): Promise<readonly string[]> {
  return (await callScript(redis, FRONTS, { keys: [keys.parked], args: [FRONTS_AT_ONCE, FRONTS_FOR_ROOM] })) as string[]
}

/** The entry that stands at a place. */
export function entryIn(place: string): string {
  return place.slice(place.lastIndexOf(' ') + 1)
}

// Up to the `Z`: with it a second would come after its own milliseconds.
function orderOf(id: string): string {
  return id.slice(id.lastIndexOf('@') + 1, id.indexOf('Z', id.lastIndexOf('@')))
}
