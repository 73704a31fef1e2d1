import type { FinishedStatus } from '@horarium/core'
import type { Redis } from './connection.js'
import { type LaneKeys, laneKeys } from './keys.js'

/** One lane of the timetable: its name, its keys and the connection; what every verb of the store is given first. */
export interface Lane {
  readonly name: string
  readonly keys: LaneKeys
  readonly redis: Redis
  /** Told of what this process has written, after it is. */
  readonly onNews?: (news: LaneNews) => void
}

/** What was written in a lane; `at` in epoch ms. */
export type LaneNews =
  | { readonly is: 'generated'; readonly jobCode: string; readonly instants: readonly number[] }
  | { readonly is: 'released' | 'rereleased'; readonly ids: readonly string[]; readonly at: number }
  | {
      readonly is: 'started'
      readonly id: string
      readonly at: number
      readonly attempt: number
      readonly releasedAt: number
    }
  | { readonly is: 'retried'; readonly id: string; readonly at: number; readonly reason: string }
  | {
      readonly is: 'ended'
      readonly id: string
      readonly at: number
      readonly status: FinishedStatus
      readonly reason: string
      /** Of what has run. */
      readonly durationMs?: number
    }
  | { readonly is: 'purged'; readonly status: FinishedStatus; readonly count: number }

export function openLane(redis: Redis, namespace: string, name: string): Lane {
  return { name, keys: laneKeys(namespace, name), redis }
}
