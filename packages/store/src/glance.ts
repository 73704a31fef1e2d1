import type { Lane } from './lane.js'
import { callScript, loadScript } from './script.js'

const GLANCE = loadScript('glance')

/** What is first in each of a lane's queues, and when it was last looked after; all instants epoch ms. */
export interface Glance {
  readonly firstDue: number | undefined
  readonly firstReleased: number | undefined
  readonly firstLeaseEnd: number | undefined
  readonly generatedAt: number | undefined
  /** Of the definitions the lane was last generated from. */
  readonly digest: string
  /** Of the overrides those definitions stood on. */
  readonly revision: number
  readonly purgedAt: number | undefined
  /** Whether entries are parked. */
  readonly isAnyParked: boolean
  /** Since when a success is to be followed. */
  readonly firstOwed: number | undefined
  /** Of the files those definitions were read from. */
  readonly generation: number
}

/** Names the definitions a lane is generated from. */
export type DefinitionsMark = Pick<Glance, 'digest' | 'revision' | 'generation'>

/** One cheap look at a lane, whatever the number of its entries. */
export async function glance(lane: Lane): Promise<Glance> {
  const { pending, released, running, stamps, parked: parkedKey, owed: owedKey } = lane.keys
  const answer = await callScript(lane.redis, GLANCE, {
    keys: [pending, released, running, stamps, parkedKey, owedKey],
    args: [],
  })
  const [due, sent, lease, generated, digest, revision, purged, generation, parked, owed] = answer as readonly string[]
  return {
    firstDue: instantOf(due),
    firstReleased: instantOf(sent),
    firstLeaseEnd: instantOf(lease),
    generatedAt: instantOf(generated),
    digest: digest ?? '',
    revision: Number(revision),
    purgedAt: instantOf(purged),
    isAnyParked: parked === '1',
    firstOwed: instantOf(owed),
    generation: Number(generation),
  }
}

/** Notes that the lane's timetable is written ahead, and from which definitions. */
export async function stampGenerated(lane: Lane, now: number, mark: DefinitionsMark): Promise<void> {
  const { digest, revision, generation } = mark
  await lane.redis.hset(lane.keys.stamps, { generatedAt: now, digest, revision, generation })
}

/** Notes that somebody purges the lane now. */
export async function stampPurged(lane: Lane, now: number): Promise<void> {
  await lane.redis.hset(lane.keys.stamps, 'purgedAt', now)
}

function instantOf(text: string | undefined): number | undefined {
  return text ? Number(text) : undefined
}
