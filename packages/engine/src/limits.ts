/** A run's lease, extended every third of it: a dead worker is noticed within lease plus sweep, under 8 s. */
export const LEASE_MS = 6_000
export const EXTEND_EVERY_MS = 2_000

/** How long a clockwork sleeps at most between two looks at a lane. */
export const LOOK_EVERY_MS = 1_000

/** A lane not looked at for so long was out of reach. */
export const AWAY_AFTER_MS = 3_000

/** A released entry nobody claimed for so long is sent again: the queue has lost it, or everybody is busy. */
export const RERELEASE_AFTER_MS = 10_000

/** Whoever ends wakes those who wait for it; so rarely a clockwork looks for those who were forgotten. */
export const TEND_PARKED_MS = 10_000

/** A run's log is cut here, and marked. */
export const LOG_LIMIT_BYTES = 65_536

/** Whoever ends an entry writes those that follow it; so long after, others do. */
export const FOLLOW_AFTER_MS = 5_000
