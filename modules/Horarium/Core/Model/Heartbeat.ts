import type { Schedule } from '@horarium/sdk'

/** What a heartbeat leaves as its result. */
export interface Beat {
  /** The instant the beat was due. */
  readonly beat: string
}

/** The handler of `horarium_heartbeat`: that it ran at all is what it has to say. */
export default class Heartbeat {
  // How late it was is in the entry, by the store's clock; this machine's clock could only answer it wrongly.
  /** Returns the instant it was due. */
  beat(schedule: Schedule): Beat {
    return { beat: schedule.scheduledAt.toISOString() }
  }
}
