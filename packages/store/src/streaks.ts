import type { Lane } from './lane.js'

/** How often a job has failed without a success in between. */
export interface Streak {
  readonly failures: number
  /** How often, up to now, its process died under it. */
  readonly deaths: number
}

/** What became of a run that failed. */
export interface StreakStep {
  readonly jobCode: string
  /** Whether its process died under it; if not, the deaths begin anew. */
  readonly isDeath: boolean
  /** Whether its entry ended with it; an attempt that is followed by another is no failure yet. */
  readonly isFinal: boolean
}

/** Counts a run that failed, whichever process it was in; answers the streak with it. */
export async function countFailure({ redis, keys }: Lane, step: StreakStep): Promise<Streak> {
  const [failures, deaths] = fieldsOf(step.jobCode)
  const count = redis.multi().hincrby(keys.streaks, failures, step.isFinal ? 1 : 0)
  if (!step.isDeath) count.hdel(keys.streaks, deaths)
  count.hincrby(keys.streaks, deaths, step.isDeath ? 1 : 0)
  const answers = (await count.exec()) ?? []
  return { failures: Number(answers[0]?.[1] ?? 0), deaths: Number(answers.at(-1)?.[1] ?? 0) }
}

/** Ends the streaks of jobs. */
export async function endStreaks({ redis, keys }: Lane, jobCodes: readonly string[]): Promise<void> {
  if (jobCodes.length > 0) await redis.hdel(keys.streaks, ...jobCodes.flatMap(fieldsOf))
}

function fieldsOf(jobCode: string): [failures: string, deaths: string] {
  return [`${jobCode} failures`, `${jobCode} deaths`]
}
