import { AWAY_AFTER_MS, LEASE_MS } from './limits.js'

/** When a process looked at a lane, and from when on it takes a lease that is over for one. */
export interface LeaseMemory {
  readonly lookedAt?: number
  readonly judgesFrom?: number
}

/**
 * What a look at `now` makes of it. Who comes back to a lane after a while does not know whether those who hold leases
 * could reach it meanwhile: Redis was away, failed over to a node whose clock is ahead, or this process stood still.
 * Ending their runs would let the next entry start beside a living one, so they get the time of a lease to speak up.
 */
export function rememberLook({ lookedAt, judgesFrom = 0 }: LeaseMemory, now: number): Required<LeaseMemory> {
  const wasAway = lookedAt !== undefined && now - lookedAt > AWAY_AFTER_MS
  return { lookedAt: now, judgesFrom: wasAway ? now + LEASE_MS : judgesFrom }
}
