import type { JobLeafName, JobPolicy, Problem } from '@horarium/core'
import { type JobLeaves, saidIn } from './job-leaves.js'
import { warningAt } from './place.js'

/** Warns of what a job says of its policy that comes to nothing beside the rest of it. */
export function idlePolicies(policy: JobPolicy, leaves: JobLeaves): readonly Problem[] {
  return PAIRS.flatMap(({ said, isIdle, message, remedy }) => {
    if (!isIdle(policy)) return []
    const leaf = said.map((name) => saidIn(leaves, name)).find(Boolean)
    return leaf ? [warningAt(leaf.place, message(policy), remedy)] : []
  })
}

interface Pair {
  /** The leaves to blame, of which the job must have one itself: of what its group says, the job knows nothing. */
  readonly said: readonly JobLeafName[]
  readonly isIdle: (policy: JobPolicy) => boolean
  readonly message: (policy: JobPolicy) => string
  readonly remedy: string
}

const hasNoRetries = ({ retry }: JobPolicy): boolean => retry.retries === 0

const PAIRS: readonly Pair[] = [
  {
    said: ['overlap_max'],
    isIdle: ({ overlap }) => overlap !== 'allow',
    message: ({ overlap }) => `overlap_max means nothing while overlap is ${overlap}`,
    remedy: 'Write overlap allow beside it, or remove it.',
  },
  {
    said: ['misfire_max'],
    isIdle: ({ misfire }) => misfire !== 'run_all',
    message: ({ misfire }) => `misfire_max means nothing while misfire is ${misfire}`,
    remedy: 'Write misfire run_all beside it, or remove it.',
  },
  {
    // All of them fall due at the same moment.
    said: ['misfire', 'overlap'],
    isIdle: ({ misfire, overlap }) => misfire === 'run_all' && (overlap === 'skip' || overlap === 'cancel_other'),
    message: ({ overlap }) =>
      `of the instants that misfire run_all makes up for, overlap ${overlap} lets only the ${overlap === 'skip' ? 'first' : 'last'} run`,
    remedy: 'Write overlap queue beside it.',
  },
  ...(['backoff', 'backoff_type', 'retry_on'] as const).map(
    (name): Pair => ({
      said: [name],
      isIdle: hasNoRetries,
      message: () => `${name} means nothing without retries`,
      remedy: 'Write retries beside it, or remove it.',
    }),
  ),
  {
    said: ['retries', 'backoff'],
    isIdle: ({ retry }) => retry.retries > 0 && retry.backoffMs === 0,
    message: () => 'the retries follow the failure at once, and mostly fail as it did',
    remedy: 'Write a backoff such as 1m.',
  },
]
