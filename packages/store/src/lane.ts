import type { Redis } from './connection.js'
import { type LaneKeys, laneKeys } from './keys.js'

/** One lane of the timetable: its name, its keys and the connection; what every verb of the store is given first. */
export interface Lane {
  readonly name: string
  readonly keys: LaneKeys
  readonly redis: Redis
}

export function openLane(redis: Redis, namespace: string, name: string): Lane {
  return { name, keys: laneKeys(namespace, name), redis }
}
